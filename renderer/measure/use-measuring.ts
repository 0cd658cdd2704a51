import { useRef, useState } from "react";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { formatEstimate } from "#renderer/text/format.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { toastDone } from "#renderer/ui/toast.tsx";
import { toEvaluation, type Evaluated, type MeasureChoice } from "./measure-queries.ts";

export type MeasureState =
  | {
      readonly kind: "asking";
      readonly problem: Problem | null;
      readonly isStopped: boolean;
      /** What was chosen before; null at first. */
      readonly last: MeasureChoice | null;
    }
  | { readonly kind: "running"; readonly choice: MeasureChoice }
  | { readonly kind: "done"; readonly choice: MeasureChoice; readonly result: Evaluated };

const ASKING = { kind: "asking", problem: null, isStopped: false, last: null } as const;

export type Measuring = {
  readonly state: MeasureState;
  /** It was refused because nobody knows what the model costs: that is asked. */
  readonly price: Problem | null;
  readonly start: (choice: MeasureChoice) => void;
  readonly allow: () => void;
  readonly dismissPrice: () => void;
  readonly stop: () => void;
  readonly ask: () => void;
};

/** One evaluation, from the question to its result. It goes on while the dialog is closed. */
export function useMeasuring(): Measuring {
  const { client } = useApp();
  const act = useAct();
  const [state, setState] = useState<MeasureState>(ASKING);
  const [price, setPrice] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  const asked = useRef<MeasureChoice | null>(null);
  const measure = async (choice: MeasureChoice, mayCostUnknown: boolean): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    asked.current = choice;
    setState({ kind: "running", choice });
    const done = await act(
      async () =>
        await client.runs.evaluate(
          { ...toEvaluation(choice), ...(mayCostUnknown ? { unknownPrice: "allow" } : {}) },
          { signal: controller.signal },
        ),
      ["scores", "runs", "data"],
    );
    if (controller.signal.aborted) {
      setState({ ...ASKING, last: choice, isStopped: true });
      return;
    }
    if (done.ok) {
      const { accuracy, interval, n } = done.value;
      setState({ kind: "done", choice, result: done.value });
      toastDone(measureStrings.done(choice.agent, formatEstimate(accuracy, interval, n)));
      return;
    }
    const isOfPrice = done.error.code === "price-unknown" && !mayCostUnknown;
    setPrice(isOfPrice ? done.error : null);
    setState({ ...ASKING, last: choice, problem: isOfPrice ? null : done.error });
  };
  return {
    state,
    price,
    start: (choice) => void measure(choice, false),
    allow: () => {
      if (asked.current !== null) void measure(asked.current, true);
    },
    dismissPrice: () => setPrice(null),
    stop: () => running.current?.abort(),
    ask: () => setState({ ...ASKING, last: asked.current }),
  };
}
