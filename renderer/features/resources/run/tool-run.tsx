import { Button } from "@mantine/core";
import type { Json } from "#core/base/json.ts";
import type { ToolTrialDocument } from "#core/contract/runs.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { shortId } from "#renderer/text/format.ts";
import { draftedContent } from "./drafted-content.ts";
import { RunFoot } from "./run-foot.tsx";
import { ToolArguments } from "./tool-arguments.tsx";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { ToolResult } from "./tool-result.tsx";
import { useOpenDraft } from "./use-open-draft.ts";
import { useRunning } from "./use-running.ts";
import { useToolArguments } from "./use-tool-arguments.ts";

type ToolRunProps = { readonly name: string; readonly content: ToolContent; readonly at: string };

/** A tool, called in its sandbox: arguments by its schema or as JSON, its result, and its own examples checked. */
export function ToolRun({ name, content: stored, at }: ToolRunProps) {
  const resource = `tool/${name}` as const;
  const draft = useOpenDraft(at);
  // What is laid over the run is what is called: its arguments and examples are asked for.
  const content = draftedContent(draft.edits, { kind: "tool", name, content: stored });
  const typed = useToolArguments(resource, content);
  const running = useRunning<ToolTrialDocument>(`${resource} ${at}`);
  const call = (given: { readonly input?: Json }): void => {
    const { edits } = draft;
    typed.remember();
    running.start(async (client, signal) =>
      client.runs.tool({ resource, at, ...given, ...(edits.length === 0 ? {} : { edits }) }, { signal }),
    );
  };
  const examples = content.type === "code" ? content.examples : [];
  return (
    <form
      className="run-form"
      ref={focusFirst}
      onSubmit={(event) => {
        event.preventDefault();
        const read = typed.read();
        if (read !== null) call(read);
      }}
    >
      {at === "head" ? null : <p className="soft run-note">{runStrings.at(shortId(at))}</p>}
      <ToolArguments typed={typed} examples={examples} />
      <RunFoot draft={draft} isRunning={running.state.kind === "running"} onStop={running.stop}>
        {examples.length === 0 ? null : <Button onClick={() => call({})}>{runStrings.checkExamples}</Button>}
      </RunFoot>
      <ToolResult state={running.state} />
    </form>
  );
}
