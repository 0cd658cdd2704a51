import { Button } from "@mantine/core";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { MeasureProgress } from "./measure-progress.tsx";

type MeasureWaitProps = { readonly onStop: () => void; readonly onClose: () => void };

/** While it runs: how far, and the way to end it. */
export function MeasureWait({ onStop, onClose }: MeasureWaitProps) {
  return (
    <>
      <div className="measure-wait">
        <MeasureProgress />
      </div>
      <p className="soft">{measureStrings.runningText}</p>
      <div className="dialog-buttons">
        <Button onClick={onStop}>{measureStrings.stop}</Button>
        <Button variant="filled" onClick={onClose}>
          {uiStrings.close}
        </Button>
      </div>
    </>
  );
}
