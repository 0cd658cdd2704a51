import { Modal } from "@mantine/core";
import { tagStrings } from "#renderer/strings/tags.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import { RemoveTagForm } from "./remove-tag-form.tsx";
import { TagForm } from "./tag-form.tsx";
import "./commit-tags.css";

/** The version that a tag is to come to, or the tag that is to be taken from it. */
export type AskedTag = { readonly commit: string; readonly removed: string | null };

type TagDialogProps = { readonly asked: AskedTag | null; readonly onClose: () => void };

/** Sets, moves or removes a tag, with the reason for the record. */
export function TagDialog({ asked, onClose }: TagDialogProps) {
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={titleOf(asked)}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {asked === null ? null : asked.removed === null ? (
        <TagForm key={asked.commit} commit={asked.commit} onClose={onClose} />
      ) : (
        <RemoveTagForm key={asked.removed} name={asked.removed} commit={asked.commit} onClose={onClose} />
      )}
    </Modal>
  );
}

function titleOf(asked: AskedTag | null): string {
  if (asked === null) return "";
  return asked.removed === null
    ? tagStrings.title(shortId(asked.commit))
    : tagStrings.removeTitle(asked.removed);
}
