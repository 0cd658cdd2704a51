import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { useFormFields } from "./form-context.ts";
import { textsAt } from "./read-content.ts";

type PartChecklistProps = {
  readonly kind: ResourceKind;
  /** The list of the agent that names them. */
  readonly field: "tools" | "environments" | "memory";
  readonly title: string;
};

/** As many can be overlooked; of more, some are looked for. */
const MOST_UNFILTERED = 8;

/** What an agent uses of a kind, to be ticked: what is ticked stands first, and what is gone is still named. */
export function PartChecklist({ kind, field, title }: PartChecklistProps) {
  const { content, registry, faults, setContent } = useFormFields();
  const [filter, setFilter] = useState("");
  const chosen = textsAt(content, field);
  const [first] = useState(chosen);
  const known = registry.filter((each) => each.kind === kind);
  const gone = chosen
    .filter((name) => !known.some((each) => each.name === name))
    .map((name) => ({ name, description: formStrings.partGone }));
  const wanted = filter.trim().toLowerCase();
  const rows = [...gone, ...known]
    .toSorted((a, b) => Number(first.includes(b.name)) - Number(first.includes(a.name)))
    .filter(
      ({ name, description }) =>
        chosen.includes(name) || `${name} ${description}`.toLowerCase().includes(wanted),
    );
  const fault = faults[`/${field}`];
  return (
    <fieldset className="make-checklist">
      <legend className="make-label">{title}</legend>
      {known.length > MOST_UNFILTERED ? (
        <TextInput
          aria-label={formStrings.filterParts(title)}
          placeholder={formStrings.filterPlaceholder(known.length)}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      {rows.length === 0 ? <p className="make-note">{formStrings.partsNone[field]}</p> : null}
      <div className="make-checklist-rows">
        {rows.map(({ name, description }) => (
          <Checkbox
            key={name}
            size="xs"
            className="make-check"
            checked={chosen.includes(name)}
            label={
              <span className="make-check-label" title={showHiddenSigns(description)}>
                <span className="mono">{name}</span>
                <span className="faint truncate">
                  <ShownText text={description} />
                </span>
              </span>
            }
            aria-label={name}
            onChange={(event) =>
              setContent({
                ...content,
                // Whoever gives it a tool means that it calls it.
                ...(field === "tools" && event.currentTarget.checked ? { loop: "tool-calling" } : {}),
                [field]: event.currentTarget.checked
                  ? [...chosen, name]
                  : chosen.filter((each) => each !== name),
              })
            }
          />
        ))}
      </div>
      {fault === undefined ? null : <div className="make-fault">{fault}</div>}
    </fieldset>
  );
}
