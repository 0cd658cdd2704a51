import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { splitModel } from "#renderer/models/split-model.ts";
import { agentModelQuery } from "#renderer/navigation/top-bar-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Draft } from "#renderer/store/draft-slice.ts";
import { LoadingState } from "#renderer/ui/states.tsx";

/** Where in an agent the name of its model stands. */
export const MODEL_NAME = "/model/name";

type ModelFieldProps = {
  readonly label: string;
  readonly draft: Draft;
  readonly onText: (name: string) => void;
};

/** The name of an agent's model, of those that its connection has: which connection it is, is no variable. */
export function ModelField({ label, draft: { resource, branch, text }, onText }: ModelFieldProps) {
  const own = useQuery(agentModelQuery(resource.replace(/^agent\//, ""), branch)).data;
  const provider = splitModel(own ?? "")?.provider ?? null;
  if (provider === null) return <LoadingState rows={1} />;
  return (
    <div ref={focusInside}>
      <ModelPicker
        label={label}
        only={provider}
        value={`${provider}/${text}`}
        onChange={(model) => onText(splitModel(model ?? "")?.name ?? text)}
      />
    </div>
  );
}

/** What was opened by a person's own act takes the focus. */
function focusInside(element: HTMLElement | null): void {
  element?.querySelector("button")?.focus();
}
