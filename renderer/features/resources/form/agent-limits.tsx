import { NumberInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { useFormFields } from "./form-context.ts";
import { More } from "./more.tsx";
import { numberAt, objectAt } from "./read-content.ts";

/** What bounds a run, with values that work; and how the model is asked, where that is wanted. */
export function AgentLimits() {
  const { content, faults, setContent } = useFormFields();
  const [limits, sampling] = [objectAt(content, "limits"), objectAt(content, "sampling")];
  const setLimit = (field: string, value: number | ""): void =>
    setContent({ ...content, limits: { ...limits, [field]: value } });
  const setSampling = (field: string, value: number | ""): void =>
    setContent({ ...content, sampling: withOptional(sampling, field, value) });
  const timeout = numberAt(limits, "timeoutMs");
  return (
    <>
      <More title={formStrings.limits} isOpen={hasFault(faults, "/limits")}>
        <div className="make-grid">
          <NumberInput
            label={resourceStrings.maxSteps}
            error={faults["/limits/maxSteps"]}
            value={numberAt(limits, "maxSteps")}
            onChange={(value) => setLimit("maxSteps", toNumber(value))}
          />
          <NumberInput
            label={resourceStrings.maxRunTokens}
            error={faults["/limits/maxTokens"]}
            value={numberAt(limits, "maxTokens")}
            onChange={(value) => setLimit("maxTokens", toNumber(value))}
          />
          <NumberInput
            label={formStrings.seconds}
            error={faults["/limits/timeoutMs"]}
            value={timeout === "" ? "" : timeout / 1000}
            onChange={(value) =>
              setLimit("timeoutMs", typeof value === "number" ? Math.round(value * 1000) : "")
            }
          />
        </div>
      </More>
      <More title={formStrings.sampling} isOpen={hasFault(faults, "/sampling")}>
        <p className="make-note">{formStrings.samplingNote}</p>
        <div className="make-grid">
          <NumberInput
            label={resourceStrings.temperature}
            error={faults["/sampling/temperature"]}
            value={numberAt(sampling, "temperature")}
            step={0.1}
            onChange={(value) => setSampling("temperature", toNumber(value))}
          />
          <NumberInput
            label={resourceStrings.topP}
            error={faults["/sampling/topP"]}
            value={numberAt(sampling, "topP")}
            step={0.05}
            onChange={(value) => setSampling("topP", toNumber(value))}
          />
          <NumberInput
            label={resourceStrings.maxOutputTokens}
            error={faults["/sampling/maxOutputTokens"]}
            value={numberAt(sampling, "maxOutputTokens")}
            onChange={(value) => setSampling("maxOutputTokens", toNumber(value))}
          />
        </div>
      </More>
    </>
  );
}

/** Half a number is none yet. */
export function toNumber(value: number | string | bigint): number | "" {
  return typeof value === "number" ? value : "";
}

/** An empty field says nothing. */
function withOptional(object: JsonObject, field: string, value: number | ""): JsonObject {
  const { [field]: _old, ...rest } = object;
  return value === "" ? rest : { ...rest, [field]: value };
}

function hasFault(faults: Readonly<Partial<Record<string, string>>>, path: string): boolean {
  return Object.keys(faults).some((each) => each.startsWith(path));
}
