import { Button } from "@mantine/core";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { MeasureChoice } from "./measure-queries.ts";
import { MeasureProgress } from "./measure-progress.tsx";

type MeasureWaitProps = {
  readonly choice: MeasureChoice;
  readonly onStop: () => void;
  readonly onClose: () => void;
};

/** While it runs: what of, how far, and the way to end it. */
export function MeasureWait({ choice: { agent, dataset, split }, onStop, onClose }: MeasureWaitProps) {
  return (
    <>
      <div className="measure-wait">
        <span>{measureStrings.what(agent, dataset, measureStrings.splits[split])}</span>
        <MeasureProgress />
      </div>
      <p className="dialog-text">{measureStrings.runningText}</p>
      <div className="dialog-buttons">
        <Button onClick={onStop}>{measureStrings.stop}</Button>
        <Button variant="filled" onClick={onClose}>
          {uiStrings.close}
        </Button>
      </div>
    </>
  );
}
