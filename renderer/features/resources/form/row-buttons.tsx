import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { formStrings } from "#renderer/strings/resource-forms.ts";

type RowButtonsProps = {
  /** What it is, for those who do not see where the buttons stand. */
  readonly of: string;
  readonly onMove?: (by: -1 | 1) => void;
  readonly isFirst?: boolean;
  readonly isLast?: boolean;
  readonly onRemove?: (() => void) | undefined;
};

/** Moves or removes one member of a list. */
export function RowButtons({ of, onMove, isFirst = false, isLast = false, onRemove }: RowButtonsProps) {
  return (
    <span className="make-row-buttons">
      {onMove === undefined || (isFirst && isLast) ? null : (
        <>
          <ActionIcon aria-label={formStrings.moveUp(of)} disabled={isFirst} onClick={() => onMove(-1)}>
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon aria-label={formStrings.moveDown(of)} disabled={isLast} onClick={() => onMove(1)}>
            <IconArrowDown size={14} />
          </ActionIcon>
        </>
      )}
      {onRemove === undefined ? null : (
        <ActionIcon aria-label={formStrings.remove(of)} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </span>
  );
}
