import { Modal } from "@mantine/core";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { MeasureForm } from "./measure-form.tsx";
import { MeasureResult } from "./measure-result.tsx";
import { MeasureWait } from "./measure-wait.tsx";
import type { MeasureStart } from "./measure-queries.ts";
import type { Measuring } from "./use-measuring.ts";

type MeasureDialogProps = {
  readonly start: MeasureStart;
  readonly measuring: Measuring;
  readonly onClose: () => void;
};

/** One dialog for measuring, wherever it is opened: the choice and what it takes, the wait, the result. */
export function MeasureDialog({ start, measuring, onClose }: MeasureDialogProps) {
  const { state } = measuring;
  return (
    <Modal
      opened
      onClose={onClose}
      title={measureStrings.title}
      size={520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {state.kind === "asking" ? (
        <MeasureForm
          start={start}
          problem={state.problem}
          isStopped={state.isStopped}
          last={state.last}
          onStart={measuring.start}
          onClose={onClose}
        />
      ) : state.kind === "running" ? (
        <MeasureWait choice={state.choice} onStop={measuring.stop} onClose={onClose} />
      ) : (
        <MeasureResult {...state} onAgain={measuring.ask} onClose={onClose} />
      )}
    </Modal>
  );
}
