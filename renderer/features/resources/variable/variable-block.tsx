import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { useEditing } from "./editing.ts";
import { DraftEditor } from "./draft-editor.tsx";
import { MarksPopover } from "./marks-popover.tsx";

type VariableBlockProps = {
  readonly pointer: string;
  readonly title: string;
  /** How the value is read while it is not edited. */
  readonly children: ReactNode;
};

/** A titled part of a content that is a variable: its marks, its value, and the way to edit it. */
export function VariableBlock({ pointer, title, children }: VariableBlockProps) {
  const { resource, variables, canEdit, drafting } = useEditing();
  const variable = variables.get(pointer);
  const { draft } = drafting;
  const isMine = draft !== null && draft.resource === resource && draft.pointer === pointer;
  const isEditing = isMine && variable !== undefined && canEdit;
  return (
    <section className="block" aria-label={title} data-pointer={pointer}>
      <header className="block-head">
        <h3 className="block-title">{title}</h3>
        {variable?.learnable === true ? (
          <Tag meaning="neutral" title={resourceStrings.learnableTitle}>
            {resourceStrings.learnable}
          </Tag>
        ) : null}
        {variable === undefined || variable.maxTokens === null ? null : (
          <span className="faint">{resourceStrings.maxTokens(variable.maxTokens)}</span>
        )}
        {variable === undefined || variable.locked.length === 0 ? null : (
          <span className="faint">{resourceStrings.locks(variable.locked.length)}</span>
        )}
        <span className="pane-spacer" />
        {variable === undefined || isEditing ? null : <MarksPopover title={title} variable={variable} />}
        {variable === undefined || !canEdit || isEditing ? null : (
          <Button
            className="block-edit"
            variant="subtle"
            color="gray"
            leftSection={<IconPencil size={14} />}
            aria-label={resourceStrings.editTitle(title)}
            onClick={() => drafting.open(pointer)}
          >
            {resourceStrings.edit}
          </Button>
        )}
      </header>
      {isEditing ? <DraftEditor title={title} variable={variable} draft={draft} /> : children}
    </section>
  );
}
