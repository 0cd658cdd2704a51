import { NativeSelect, NumberInput, SegmentedControl } from "@mantine/core";
import type { ComponentType } from "react";
import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { EFFECT_CLASSES, type ToolContent } from "#core/domain/content/tool.ts";
import { BUILTIN_START, CODE_START } from "#renderer/features/resources/form/starting-content.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { BUILTIN_TOOLS } from "./builtin-tools.ts";
import { CodeFields } from "./code-fields.tsx";
import { useFormFields } from "./form-context.ts";
import { More } from "./more.tsx";
import { numberAt, objectAt, textAt } from "./read-content.ts";
import { SchemaRows } from "./schema-rows.tsx";

type ToolFacts = {
  /** What a new one of this type begins with. */
  readonly start: JsonObject;
  readonly Fields: ComponentType;
};

/** Every type of tool that a form can make. */
const TYPES: Readonly<Record<ToolContent["type"], ToolFacts>> = {
  code: { start: CODE_START, Fields: CodeFields },
  builtin: { start: BUILTIN_START, Fields: BuiltinFields },
};

/** A tool: one of the program's own, or code. Its type is chosen while it is new. */
export function ToolFields() {
  const { content, draft, setContent } = useFormFields();
  const type =
    (Object.keys(TYPES) as ToolContent["type"][]).find((each) => each === content["type"]) ?? "code";
  const { Fields } = TYPES[type];
  return (
    <>
      {draft.base === null ? (
        <div>
          <h3 className="make-label">{formStrings.toolType}</h3>
          <SegmentedControl
            className="make-choice"
            aria-label={formStrings.toolType}
            value={type}
            data={(Object.keys(TYPES) as ToolContent["type"][]).map((each) => ({
              value: each,
              label: formStrings.toolTypes[each],
            }))}
            onChange={(next) => {
              if (next !== type)
                setContent({ ...TYPES[next].start, description: textAt(content, "description") });
            }}
          />
        </div>
      ) : null}
      <Fields />
      <LimitFields />
    </>
  );
}

/** Which function of the program; what it takes comes with it, and may be described more narrowly. */
function BuiltinFields() {
  const { content, faults, setContent } = useFormFields();
  const chosen = textAt(content, "implementation");
  return (
    <>
      <NativeSelect
        label={resourceStrings.implementation}
        value={chosen}
        error={faults["/implementation"]}
        data={[...BUILTIN_TOOLS].map(([name, { note }]) => ({ value: name, label: note }))}
        onChange={(event) => {
          const implementation = event.currentTarget.value;
          const inputSchema = BUILTIN_TOOLS.get(implementation)?.inputSchema;
          setContent({
            ...content,
            implementation,
            ...(isJsonObject(inputSchema) ? { inputSchema } : {}),
          });
        }}
      />
      <More title={resourceStrings.arguments}>
        <SchemaRows
          title={resourceStrings.arguments}
          schema={objectAt(content, "inputSchema")}
          error={faults["/inputSchema"]}
          onChange={(inputSchema) => setContent({ ...content, inputSchema })}
        />
      </More>
    </>
  );
}

function LimitFields() {
  const { content, faults, setContent } = useFormFields();
  const timeout = numberAt(content, "timeoutMs");
  return (
    <More title={formStrings.effectAndTime} isOpen={textAt(content, "effect") !== "pure"}>
      <div className="make-pair">
        <NativeSelect
          label={resourceStrings.effect}
          value={textAt(content, "effect")}
          data={EFFECT_CLASSES.map((effect) => ({ value: effect, label: resourceStrings.effects[effect] }))}
          onChange={(event) => setContent({ ...content, effect: event.currentTarget.value })}
        />
        <NumberInput
          label={formStrings.seconds}
          error={faults["/timeoutMs"]}
          value={timeout === "" ? "" : timeout / 1000}
          min={0.001}
          max={600}
          onChange={(seconds) =>
            setContent({
              ...content,
              timeoutMs: typeof seconds === "number" ? Math.round(seconds * 1000) : "",
            })
          }
        />
      </div>
    </More>
  );
}
