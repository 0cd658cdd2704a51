import { Checkbox, Pill, Textarea, TextInput } from "@mantine/core";
import { placeholdersIn } from "#core/domain/content/prompt.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { brokenSlotsIn } from "./derive-inputs.ts";
import type { Faults } from "./find-faults.ts";
import type { MarkedSection } from "./prompt-messages.ts";
import { textsAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";

type SectionFieldsProps = {
  readonly section: MarkedSection;
  readonly pointer: string;
  readonly place: number;
  readonly of: number;
  readonly faults: Faults;
  /** Null takes it away. */
  readonly onChange: (section: MarkedSection | null) => void;
  readonly onMove: (by: -1 | 1) => void;
};

/** One named stretch of a message; the slots in it are shown as they are typed. */
export function SectionFields({ section, pointer, place, of, faults, onChange, onMove }: SectionFieldsProps) {
  const { name, text, mark } = section;
  const isLearnable = mark?.["learnable"] === true;
  const locked = textsAt(mark ?? {}, "locked");
  const title = name === "" ? formStrings.section(place + 1) : name;
  return (
    <div className="make-section" data-fault-place={pointer}>
      <div className="make-section-head">
        <TextInput
          className="make-section-name"
          aria-label={formStrings.sectionName(place + 1)}
          value={name}
          error={faults[pointer.replace(/text$/, "name")]}
          onChange={(event) => onChange({ ...section, name: event.currentTarget.value })}
        />
        <Checkbox
          size="xs"
          label={formStrings.mayEvolve}
          aria-label={formStrings.mayEvolveOf(title)}
          checked={isLearnable}
          onChange={(event) =>
            onChange({ ...section, mark: { ...mark, learnable: event.currentTarget.checked } })
          }
        />
        <span className="pane-spacer" />
        <RowButtons
          of={title}
          onMove={onMove}
          isFirst={place === 0}
          isLast={place === of - 1}
          onRemove={of === 1 ? undefined : () => onChange(null)}
        />
      </div>
      <Textarea
        aria-label={formStrings.textOf(title)}
        placeholder={place === 0 ? formStrings.textPlaceholder : ""}
        classNames={{ input: "editor-text" }}
        value={text}
        error={faults[pointer]}
        autosize
        minRows={2}
        maxRows={18}
        onChange={(event) => onChange({ ...section, text: event.currentTarget.value })}
      />
      <Slots text={text} />
      <Locks
        locked={locked}
        onUnlock={(lock) =>
          onChange({ ...section, mark: { ...mark, locked: locked.filter((each) => each !== lock) } })
        }
      />
    </div>
  );
}

function Slots({ text }: { readonly text: string }) {
  const slots = [...new Set(placeholdersIn(text))];
  const broken = brokenSlotsIn(text);
  if (slots.length === 0 && broken.length === 0) return null;
  return (
    <div className="make-slots" role="status">
      {slots.length === 0 ? null : formStrings.asksFor}
      {slots.map((slot) => (
        <span key={slot} className="text-slot">
          {slot}
        </span>
      ))}
      {broken.length === 0 ? null : <span className="make-warning">{formStrings.brokenSlot(broken)}</span>}
    </div>
  );
}

type LocksProps = { readonly locked: readonly string[]; readonly onUnlock: (lock: string) => void };

/** What every version of the text must keep, said where it is rewritten. */
function Locks({ locked, onUnlock }: LocksProps) {
  if (locked.length === 0) return null;
  return (
    <div className="make-slots">
      {formStrings.mustKeep}
      {locked.map((lock) => (
        <Pill
          key={lock}
          withRemoveButton
          removeButtonProps={{ "aria-label": formStrings.unlock(lock), "aria-hidden": false, tabIndex: 0 }}
          onRemove={() => onUnlock(lock)}
        >
          <ShownText text={lock} />
        </Pill>
      ))}
    </div>
  );
}
