import { NumberInput, Select, TextInput } from "@mantine/core";
import type { Scorer } from "#core/domain/dataset.ts";
import { dataStrings } from "#renderer/strings/data.ts";

type ScorerFieldsProps = { readonly scorer: Scorer; readonly onChange: (scorer: Scorer) => void };

const FRESH: Readonly<Record<Scorer["type"], Scorer>> = {
  exact: { type: "exact" },
  numeric: { type: "numeric", tolerance: 1e-9 },
  "json-fields": { type: "json-fields" },
  regex: { type: "regex", flags: "" },
};

/** Which scorer, and what it can be told. */
export function ScorerFields({ scorer, onChange }: ScorerFieldsProps) {
  return (
    <>
      <Select
        label={dataStrings.scorerLabel}
        description={dataStrings.scorerTexts[scorer.type]}
        value={scorer.type}
        data={Object.entries(dataStrings.scorers).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(type) => onChange(FRESH[type as Scorer["type"]])}
      />
      {scorer.type === "numeric" ? (
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
      ) : null}
      {scorer.type === "regex" ? (
        <TextInput
          label={dataStrings.flags}
          value={scorer.flags}
          onChange={(event) =>
            onChange({ type: "regex", flags: event.currentTarget.value.replaceAll(/[^imsu]/g, "") })
          }
        />
      ) : null}
    </>
  );
}
