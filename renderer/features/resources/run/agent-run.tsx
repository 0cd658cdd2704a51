import type { JsonObject } from "#core/base/json.ts";
import { contentAs } from "#core/domain/content/content.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { RunTask } from "./run-task.tsx";

type AgentRunProps = { readonly name: string; readonly content: AgentContent; readonly at: string };

/** An agent on one task. */
export function AgentRun({ name, content, at }: AgentRunProps) {
  const { queries } = useApp();
  const query = resourceAtQuery(`prompt/${content.prompt}`, at);
  const prompt = useQuery(query);
  const { provider, name: model } = content.model;
  return (
    <Ready of={prompt} rows={4} onRetry={() => queries.retry(query.key)}>
      {(asked) => (
        <RunTask
          resource={`agent/${name}`}
          at={at}
          prompt={{ name: content.prompt, content: contentAs("prompt", asked.content as JsonObject) }}
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
      )}
    </Ready>
  );
}
