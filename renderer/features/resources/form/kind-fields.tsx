import { useFormFields } from "./form-context.ts";
import { AgentFields } from "./agent-fields.tsx";
import { EnvironmentFields } from "./environment-fields.tsx";
import { MemoryFields } from "./memory-fields.tsx";
import { PromptFields } from "./prompt-fields.tsx";
import { ToolFields } from "./tool-fields.tsx";

/** The fields of each kind, beside name and description, which all have. */
export function KindFields() {
  switch (useFormFields().draft.kind) {
    case "prompt":
      return <PromptFields />;
    case "agent":
      return <AgentFields />;
    case "tool":
      return <ToolFields />;
    case "environment":
      return <EnvironmentFields />;
    case "memory":
      return <MemoryFields />;
  }
}
