import { Button } from "@mantine/core";
import { settingsStrings } from "#renderer/strings/settings.ts";

type SaveRowProps = {
  readonly isDirty: boolean;
  /** Something stands in it that would be refused. */
  readonly isWrong?: boolean;
  readonly isBusy: boolean;
  readonly onRevert: () => void;
};

/** The foot of a form: its submit button, and the way back to what is saved. */
export function SaveRow({ isDirty, isWrong = false, isBusy, onRevert }: SaveRowProps) {
  return (
    <div className="setting-buttons">
      <Button
        type="submit"
        disabled={!isDirty || isWrong}
        loading={isBusy}
        variant={isDirty ? "filled" : "default"}
      >
        {settingsStrings.save}
      </Button>
      {isDirty ? <Button onClick={onRevert}>{settingsStrings.revert}</Button> : null}
    </div>
  );
}
