import { Button, NativeSelect } from "@mantine/core";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { freshName } from "./fresh-name.ts";
import type { Faults } from "./find-faults.ts";
import { pointerOf, ROLES, type MarkedMessage, type MarkedSection } from "./prompt-messages.ts";
import { moved, withMember } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";
import { SectionFields } from "./section-fields.tsx";

type MessageFieldsProps = {
  readonly message: MarkedMessage;
  readonly at: number;
  /** How many there are. */
  readonly of: number;
  readonly faults: Faults;
  /** Null takes it away. */
  readonly onChange: (message: MarkedMessage | null) => void;
  readonly onMove: (by: -1 | 1) => void;
};

/** One message: who speaks, and its sections. */
export function MessageFields({ message, at, of, faults, onChange, onMove }: MessageFieldsProps) {
  const { sections } = message;
  const set = (next: readonly MarkedSection[]): void => onChange({ ...message, sections: next });
  const title = formStrings.message(at + 1);
  return (
    <fieldset className="make-message">
      <legend className="visually-hidden">{title}</legend>
      <div className="make-message-head">
        <NativeSelect
          aria-label={formStrings.roleOf(title)}
          value={message.role}
          data={ROLES.map((role) => ({ value: role, label: resourceStrings.role[role] }))}
          onChange={(event) => onChange({ ...message, role: event.currentTarget.value })}
        />
        <span className="pane-spacer" />
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            set([...sections, { name: freshSectionName(sections), text: "", mark: null, rest: {} }])
          }
        >
          {formStrings.addSection}
        </Button>
        <RowButtons
          of={title}
          onMove={onMove}
          isFirst={at === 0}
          isLast={at === of - 1}
          onRemove={of === 1 ? undefined : () => onChange(null)}
        />
      </div>
      {sections.map((section, place) => (
        <SectionFields
          // eslint-disable-next-line react/no-array-index-key -- A section is named by its place, in pointers too.
          key={place}
          section={section}
          pointer={pointerOf(at, place)}
          place={place}
          of={sections.length}
          faults={faults}
          onChange={(next) => set(withMember(sections, place, next))}
          onMove={(by) => set(moved(sections, place, by))}
        />
      ))}
    </fieldset>
  );
}

function freshSectionName(sections: readonly MarkedSection[]): string {
  return freshName(
    sections.map(({ name }) => name),
    (number) => `section-${number}`,
  );
}
