import type { JsonObject } from "#core/base/json.ts";
import { contentAs } from "#core/domain/content/content.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { LoadingState } from "#renderer/ui/states.tsx";
import { RunTask } from "./run-task.tsx";

type AgentRunProps = { readonly name: string; readonly content: AgentContent; readonly at: string };

/** An agent on one task. */
export function AgentRun({ name, content, at }: AgentRunProps) {
  const prompt = useQuery(resourceAtQuery(`prompt/${content.prompt}`, at));
  if (prompt.data === undefined) return prompt.problem === undefined ? <LoadingState rows={4} /> : null;
  const asked = contentAs("prompt", prompt.data.content as JsonObject);
  const { provider, name: model } = content.model;
  return (
    <RunTask
      resource={`agent/${name}`}
      at={at}
      prompt={{ key: `prompt/${content.prompt}`, content: asked }}
      usual={{ model: `${provider}/${model}`, words: runStrings.usual.agent }}
      ask={async (client, { values, model: chosen, edits, unknownPrice, signal }) => {
        const named = chosen === null ? null : splitModel(chosen);
        return await client.runs.run(
          {
            ...{ agent: name, at, task: values, ...unknownPrice },
            ...(named === null ? {} : { model: named }),
            ...(edits.length === 0 ? {} : { edits }),
          },
          { signal },
        );
      }}
    />
  );
}
