import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { connectionStrings } from "#renderer/strings/connections.ts";

type ModelRowsProps = {
  readonly label: string;
  readonly note: string;
  /** Empty where one is not chosen yet. */
  readonly models: readonly string[];
  readonly most: number;
  readonly fault: string | undefined;
  readonly onChange: (models: readonly string[]) => void;
};

/** Models in their order, a row each. */
export function ModelRows({ label, note, models, most, fault, onChange }: ModelRowsProps) {
  return (
    <div className="pair-rows" role="group" aria-label={label}>
      {models.map((model, at) => (
        // eslint-disable-next-line react/no-array-index-key -- Its place is what counts.
        <div key={at} className="fallback-row">
          <ModelPicker
            label={connectionStrings.nth(connectionStrings.model, at + 1)}
            value={model === "" ? null : model}
            onChange={(chosen) => onChange(models.with(at, chosen ?? ""))}
          />
          <ActionIcon
            aria-label={connectionStrings.takeOut(connectionStrings.model.toLowerCase(), at + 1)}
            onClick={() => onChange(models.toSpliced(at, 1))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {fault === undefined ? null : (
        <div className="field-fault" tabIndex={-1}>
          {fault}
        </div>
      )}
      <div className="field-note">{note}</div>
      {models.length >= most ? null : (
        <Button variant="subtle" color="gray" className="pair-add" onClick={() => onChange([...models, ""])}>
          {connectionStrings.addFallback}
        </Button>
      )}
    </div>
  );
}
