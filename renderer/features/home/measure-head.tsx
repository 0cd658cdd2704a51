import { Button, Modal } from "@mantine/core";
import { useRef, useState } from "react";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount, formatEstimate } from "#renderer/text/format.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import type { Problem } from "#renderer/ui/problem.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { measureForecastQuery, type MeasureForecast } from "./measure-forecast.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

const words = homeStrings.measure;

/** What runs outside of sessions tells its progress under the empty name. */
const progressOf = (state: AppState) => state.progress[""]?.["evaluation-progress"];

const NOT_BEGUN = { done: 0, total: 0 };

/** Runs head on every validation item, after a look at what that takes; the result is the next point of the series. */
export function MeasureHead() {
  const { client } = useApp();
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);
  const [isRunning, setIsRunning] = useState(false);
  /** In place of the agent's own. */
  const [model, setModel] = useState<string | null>(null);
  const choice = model === null ? null : splitModel(model);
  const running = useRef<AbortController | null>(null);
  // Named, as the forecast is of it: another one may be shown by the time that the host hears of it.
  const at = useShownBranch() ?? "head";
  /** It was refused because nobody knows what the model costs: that is asked. */
  const [price, setPrice] = useState<Problem | null>(null);
  const measure = async (mayCostUnknown = false): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setIsAsking(false);
    setIsRunning(true);
    const done = await act(
      async () =>
        await client.runs.evaluate(
          {
            ...{ split: "validation", at },
            ...(choice === null ? {} : { model: choice }),
            ...(mayCostUnknown ? { unknownPrice: "allow" } : {}),
          },
          { signal: controller.signal },
        ),
      ["scores", "runs"],
    );
    setIsRunning(false);
    if (controller.signal.aborted) return;
    if (!done.ok && done.error.code === "price-unknown" && !mayCostUnknown) setPrice(done.error);
    else if (!done.ok) toastProblem(done.error);
    else toastDone(words.done(formatEstimate(done.value.accuracy, done.value.interval, done.value.n)));
  };
  if (isRunning) return <Running onCancel={() => running.current?.abort()} />;
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{words.button}</Button>
      <PriceDialog problem={price} onClose={() => setPrice(null)} onAllowed={() => void measure(true)} />
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={words.title}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ "aria-label": uiStrings.close }}
      >
        <Forecast chosen={model} onChoose={setModel} />
        <div className="dialog-buttons">
          <Button onClick={() => setIsAsking(false)}>{uiStrings.cancel}</Button>
          <Button variant="filled" onClick={() => void measure()}>
            {words.confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}

type ForecastProps = {
  readonly chosen: string | null;
  readonly onChoose: (model: string | null) => void;
};

function Forecast({ chosen, onChoose }: ForecastProps) {
  const forecast = useQuery(measureForecastQuery(chosen));
  // The choice stays on screen while what it comes to is worked out anew.
  const own = useQuery(measureForecastQuery(null)).data?.own ?? null;
  return (
    <>
      <ModelPicker
        label={words.model}
        value={chosen}
        usual={{ model: own, words: words.agentsOwn }}
        onChange={onChoose}
      />
      <div className="measure-forecast">
        <ForecastText forecast={forecast} />
      </div>
    </>
  );
}

function ForecastText({ forecast }: { readonly forecast: Snapshot<MeasureForecast> }) {
  if (forecast.problem !== undefined)
    return (
      <p>
        <ShownText text={forecast.problem.message} />
      </p>
    );
  if (forecast.data === undefined) return <p className="faint">{uiStrings.loading}</p>;
  const { items, dataset, model, cost } = forecast.data;
  return (
    <>
      <p>{words.text(formatCount(items), dataset, model)}</p>
      <p className="soft">{words.cost[cost.kind](cost.kind === "about" ? cost.usd : "")}</p>
    </>
  );
}

function Running({ onCancel }: { readonly onCancel: () => void }) {
  const { done, total } = useAppState(progressOf)?.body ?? NOT_BEGUN;
  return (
    <span className="measure-running">
      <progress aria-label={words.running} value={done} max={Math.max(total, 1)} />
      <span className="number">{words.progress(formatCount(done), formatCount(total))}</span>
      <Button onClick={onCancel}>{uiStrings.cancel}</Button>
    </span>
  );
}
