import { Button, SegmentedControl, Textarea } from "@mantine/core";
import type { CodeToolContent } from "#core/domain/content/tool.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { ArgumentField } from "./argument-field.tsx";
import type { ToolArguments as Typed } from "./use-tool-arguments.ts";

/** So many fit in a line. */
const SHOWN_EXAMPLES = 6;

type ToolArgumentsProps = { readonly typed: Typed; readonly examples: CodeToolContent["examples"] };

/** The fields for a tool's arguments, by its schema or as one JSON, to be filled from its examples. */
export function ToolArguments({ typed, examples }: ToolArgumentsProps) {
  const { fields, way, values, faults } = typed;
  return (
    <>
      <div className="run-ways">
        <SegmentedControl
          aria-label={runStrings.arguments}
          value={way}
          data={[
            { value: "form", label: runStrings.asForm },
            { value: "json", label: runStrings.asJson },
          ]}
          onChange={typed.choose}
        />
      </div>
      {way === "json" ? (
        <Textarea
          label={runStrings.arguments}
          className="run-json"
          autosize
          minRows={4}
          maxRows={14}
          value={typed.whole}
          error={typed.wholeFault}
          onChange={(event) => typed.changeWhole(event.currentTarget.value)}
        />
      ) : fields.length === 0 ? (
        <p className="soft run-note">{runStrings.noArguments}</p>
      ) : (
        fields.map((field) => (
          <ArgumentField
            key={field.name}
            field={field}
            value={values[field.name] ?? ""}
            error={faults[field.name]}
            onChange={(text) => typed.change(field.name, text)}
          />
        ))
      )}
      {examples.length === 0 ? null : (
        <div className="run-fill">
          <span className="soft">{runStrings.fillFrom}</span>
          {examples.slice(0, SHOWN_EXAMPLES).map((example, place) => (
            <Button
              // eslint-disable-next-line react/no-array-index-key -- Examples of one version never change places.
              key={place}
              size="compact-xs"
              title={JSON.stringify(example.input)}
              onClick={() => typed.fill(example.input)}
            >
              {runStrings.example(place + 1)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
