import { NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { SCORER_TYPES, scorerSchema, type Scorer } from "#core/domain/dataset.ts";
import { dataStrings } from "#renderer/strings/data.ts";

type ScorerFieldsProps = { readonly scorer: Scorer; readonly onChange: (scorer: Scorer) => void };

const FRESH: Readonly<Record<Scorer["type"], Scorer>> = {
  exact: scorerSchema.parse({ type: "exact" }),
  numeric: scorerSchema.parse({ type: "numeric" }),
  "json-fields": scorerSchema.parse({ type: "json-fields" }),
  regex: scorerSchema.parse({ type: "regex" }),
  checks: scorerSchema.parse({ type: "checks" }),
  code: scorerSchema.parse({ type: "code", code: dataStrings.scorerCodeStart }),
};

/** Which scorer, and what it can be told. */
export function ScorerFields({ scorer, onChange }: ScorerFieldsProps) {
  return (
    <>
      <Select
        label={dataStrings.scorerLabel}
        description={dataStrings.scorerTexts[scorer.type]}
        value={scorer.type}
        data={SCORER_TYPES.map((value) => ({ value, label: dataStrings.scorers[value] }))}
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(type) => type !== null && onChange(FRESH[type])}
      />
      <ScorerSettings scorer={scorer} onChange={onChange} />
    </>
  );
}

function ScorerSettings({ scorer, onChange }: ScorerFieldsProps) {
  switch (scorer.type) {
    case "exact":
    case "json-fields":
    case "checks":
      return null;
    case "code":
      return (
        <Textarea
          label={dataStrings.scorerCode}
          description={dataStrings.scorerCodeHint}
          className="scorer-text"
          autosize
          minRows={5}
          maxRows={24}
          spellCheck={false}
          error={scorer.code.trim() === ""}
          value={scorer.code}
          onChange={(event) => onChange({ type: "code", code: event.currentTarget.value })}
        />
      );
    case "numeric":
      return (
        <NumberInput
          label={dataStrings.tolerance}
          value={scorer.tolerance}
          min={0}
          decimalScale={12}
          onChange={(tolerance) =>
            onChange({
              type: "numeric",
              tolerance: Number.isFinite(Number(tolerance)) ? Number(tolerance) : 0,
            })
          }
        />
      );
    case "regex":
      return (
        <TextInput
          label={dataStrings.flags}
          value={scorer.flags}
          onChange={(event) =>
            onChange({ type: "regex", flags: event.currentTarget.value.replaceAll(/[^imsu]/g, "") })
          }
        />
      );
  }
}
