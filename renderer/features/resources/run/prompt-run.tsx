import type { PromptContent } from "#core/domain/content/prompt.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { RunTask } from "./run-task.tsx";
import { usualModelQuery } from "./usual-model-query.ts";

type PromptRunProps = { readonly name: string; readonly content: PromptContent; readonly at: string };

/** A prompt, asked as one call of a model. */
export function PromptRun({ name, content, at }: PromptRunProps) {
  const usual = useQuery(usualModelQuery(name, at)).data ?? null;
  return (
    <RunTask
      resource={`prompt/${name}`}
      at={at}
      prompt={{ name, content }}
      usual={{ model: usual, words: runStrings.usual.prompt }}
      ask={async (client, { values, model, edits, unknownPrice, signal }) => {
        const named = model === null ? null : splitModel(model);
        return await client.runs.prompt(
          {
            ...{ resource: `prompt/${name}`, at, values, ...unknownPrice },
            ...(named === null ? {} : { model: named }),
            ...(edits.length === 0 ? {} : { edits }),
          },
          { signal },
        );
      }}
    />
  );
}
