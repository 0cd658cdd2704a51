import { Button, Checkbox, Modal } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "#renderer/ui/problem.ts";
import { modelStrings } from "#renderer/strings/models.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./unknown-price.css";

type UnknownPriceProps = {
  readonly problem: Problem;
  readonly isAllowed: boolean;
  readonly onAllow: (isAllowed: boolean) => void;
};

/** Shown once something was refused for it: with what to do about it, and the box that says it may be so. */
export function UnknownPrice({ problem, isAllowed, onAllow }: UnknownPriceProps) {
  return (
    <div role="alert">
      <p className="price-warning">
        <ShownText text={problem.message} />
      </p>
      <p className="price-note">{modelStrings.unknownPriceNote}</p>
      <Checkbox
        size="xs"
        label={modelStrings.allowUnknownPrice}
        checked={isAllowed}
        onChange={(event) => onAllow(event.currentTarget.checked)}
      />
    </div>
  );
}

type PriceDialogProps = {
  /** The refusal that is to be answered; null: nothing is asked. */
  readonly problem: Problem | null;
  readonly onClose: () => void;
  readonly onAllowed: () => void;
};

/** The same question where there is no form it could stand in: before an assessment, and before a session goes on. */
export function PriceDialog({ problem, onClose, onAllowed }: PriceDialogProps) {
  return (
    <Modal
      opened={problem !== null}
      onClose={onClose}
      title={modelStrings.unknownPriceTitle}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {problem === null ? null : <PriceForm problem={problem} onClose={onClose} onAllowed={onAllowed} />}
    </Modal>
  );
}

function PriceForm({ problem, onClose, onAllowed }: PriceDialogProps & { readonly problem: Problem }) {
  const [isAllowed, setIsAllowed] = useState(false);
  return (
    <>
      <UnknownPrice problem={problem} isAllowed={isAllowed} onAllow={setIsAllowed} />
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button
          variant="filled"
          disabled={!isAllowed}
          onClick={() => {
            onClose();
            onAllowed();
          }}
        >
          {modelStrings.goOn}
        </Button>
      </div>
    </>
  );
}
