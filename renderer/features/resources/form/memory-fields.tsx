import { NumberInput } from "@mantine/core";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { toNumber } from "./agent-limits.tsx";
import { useFormFields } from "./form-context.ts";
import { numberAt, objectAt } from "./read-content.ts";
import { RecordRows } from "./record-rows.tsx";

/** A memory: how much of it an agent is served, and what is in it. There is one strategy, so none is asked for. */
export function MemoryFields() {
  const { content, faults, setContent } = useFormFields();
  const limits = objectAt(content, "limits");
  const set = (field: string, value: number | string): void =>
    setContent({ ...content, limits: { ...limits, [field]: toNumber(value) } });
  return (
    <>
      <div>
        <h3 className="make-label">{resourceStrings.strategy}</h3>
        <p className="make-note">{resourceStrings.strategies.session}</p>
      </div>
      <div className="make-pair">
        <NumberInput
          label={formStrings.maxRecords}
          error={faults["/limits/maxRecords"]}
          value={numberAt(limits, "maxRecords")}
          onChange={(value) => set("maxRecords", value)}
        />
        <NumberInput
          label={formStrings.maxServedTokens}
          error={faults["/limits/maxTokens"]}
          value={numberAt(limits, "maxTokens")}
          onChange={(value) => set("maxTokens", value)}
        />
      </div>
      <RecordRows />
    </>
  );
}
