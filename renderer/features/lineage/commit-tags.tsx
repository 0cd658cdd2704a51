import { ActionIcon, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTags } from "#renderer/store/use-tags.ts";
import { tagStrings } from "#renderer/strings/tags.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";
import { TagFlags } from "./lineage-card.tsx";
import type { AskedTag } from "./tag-dialog.tsx";
import "./commit-tags.css";

type CommitTagsProps = { readonly tags: readonly string[]; readonly onTag: (asked: AskedTag) => void };

/** The tags at a version: who put each there and why, and the way to take it away. */
export function CommitTags({ tags, onTag }: CommitTagsProps) {
  const known = useTags();
  return (
    <ul className="commit-tags" aria-label={tagStrings.tags}>
      {known
        .filter(({ name }) => tags.includes(name))
        .map(({ name, commit, moved }) => (
          <li key={name}>
            <div className="commit-tag">
              <TagFlags tags={[name]} />
              <span className="pane-spacer" />
              <Tooltip label={tagStrings.remove(name)}>
                <ActionIcon
                  aria-label={tagStrings.remove(name)}
                  onClick={() => onTag({ commit, removed: name })}
                >
                  <IconX size={14} stroke={1.8} />
                </ActionIcon>
              </Tooltip>
            </div>
            {moved === null ? null : (
              <div className="commit-tag-why">
                <span dir="auto">
                  {moved.message === "" ? tagStrings.noReason : <ShownText text={moved.message} />}
                </span>{" "}
                <span className="faint">
                  · {moved.by.name} · <When at={moved.at} />
                </span>
              </div>
            )}
          </li>
        ))}
    </ul>
  );
}
