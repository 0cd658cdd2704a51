import { Button, NativeSelect, NumberInput, Textarea } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { toNumber } from "./agent-limits.tsx";
import { useFormFields } from "./form-context.ts";
import { numberAt, objectsAt, textAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";

/** What a memory holds: each record can be reworded, weighed and dropped, and one can be written by hand. */
export function RecordRows() {
  const { content, faults, setContent } = useFormFields();
  const records = objectsAt(content, "records");
  const set = (next: readonly JsonObject[]): void => setContent({ ...content, records: next });
  return (
    <section className="make-list" aria-label={formStrings.recordsTitle}>
      <h3 className="make-label">
        {formStrings.recordsTitle} <span className="faint">{records.length}</span>
      </h3>
      {records.length === 0 ? <p className="make-note">{formStrings.recordsNote}</p> : null}
      {records.map((record, at) => {
        const title = formStrings.record(at + 1);
        const change = (fields: JsonObject): void => set(records.with(at, { ...record, ...fields }));
        return (
          // eslint-disable-next-line react/no-array-index-key -- Ids of hand-made contents need not differ.
          <div key={at} className="make-record">
            <Textarea
              aria-label={formStrings.textOf(title)}
              value={textAt(record, "text")}
              error={faults[`/records/${at}/text`]}
              autosize
              minRows={2}
              maxRows={8}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
            <div className="make-record-side">
              <NativeSelect
                aria-label={formStrings.sortOf(title)}
                value={textAt(record, "type")}
                data={[
                  { value: "insight", label: formStrings.recordTypes.insight },
                  { value: "summary", label: formStrings.recordTypes.summary },
                ]}
                onChange={(event) => change({ type: event.currentTarget.value })}
              />
              <NumberInput
                aria-label={formStrings.importanceOf(title)}
                title={resourceStrings.importance}
                value={numberAt(record, "importance")}
                error={faults[`/records/${at}/importance`]}
                step={0.1}
                decimalScale={2}
                onChange={(value) => change({ importance: toNumber(value) })}
              />
              <RowButtons of={title} onRemove={() => set(records.toSpliced(at, 1))} />
            </div>
          </div>
        );
      })}
      {faults["/records"] === undefined ? null : <div className="make-fault">{faults["/records"]}</div>}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() =>
          set([
            ...records,
            {
              id: freshId(records),
              type: "insight",
              text: "",
              importance: 0.5,
              provenance: {},
            },
          ])
        }
      >
        {formStrings.addRecord}
      </Button>
    </section>
  );
}

function freshId(records: readonly JsonObject[]): string {
  const taken = new Set(records.map((record) => record["id"]));
  let number = records.length + 1;
  while (taken.has(`by-hand-${number}`)) number += 1;
  return `by-hand-${number}`;
}
