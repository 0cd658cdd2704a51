import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useKeptCall } from "#renderer/store/use-kept-call.ts";
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

/**
 * One evaluation of a key, from the question to its result. It goes on while the dialog is closed or something else is
 * looked at, and is there again with what it is of.
 */
export function useMeasuring(key: string): Measuring {
  const { client } = useApp();
  const act = useAct();
  const { call, now, keep } = useKeptCall<MeasureState, MeasureChoice>(key, ASKING);
  const measure = async (choice: MeasureChoice, mayCostUnknown: boolean): Promise<void> => {
    const controller = new AbortController();
    keep({ controller, asked: choice, price: null, state: { kind: "running", choice } });
    const done = await act(
      async () =>
        await client.runs.evaluate(
          { ...toEvaluation(choice), ...(mayCostUnknown ? { unknownPrice: "allow" } : {}) },
          { signal: controller.signal },
        ),
      ["scores", "runs", "data"],
    );
    if (now().controller !== controller) return;
    if (controller.signal.aborted) {
      keep({ state: { ...ASKING, last: choice, isStopped: true } });
      return;
    }
    if (done.ok) {
      const { accuracy, interval, n } = done.value;
      keep({ state: { kind: "done", choice, result: done.value } });
      toastDone(measureStrings.done(choice.agent, formatEstimate(accuracy, interval, n)));
      return;
    }
    const isOfPrice = done.error.code === "price-unknown" && !mayCostUnknown;
    keep({
      price: isOfPrice ? done.error : null,
      state: { ...ASKING, last: choice, problem: isOfPrice ? null : done.error },
    });
  };
  return {
    state: call.state,
    price: call.price,
    start: (choice) => void measure(choice, false),
    allow: () => {
      const { asked } = now();
      if (asked !== null) void measure(asked, true);
    },
    dismissPrice: () => keep({ price: null }),
    stop: () => now().controller?.abort(),
    ask: () => keep({ state: { ...ASKING, last: now().asked } }),
  };
}
