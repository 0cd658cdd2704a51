import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Json } from "#core/base/json.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { Answer } from "#renderer/store/queries.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { formatPlural, formatUsd } from "#renderer/text/format.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import type { RunState } from "./use-running.ts";

type Message = { readonly role: string; readonly content: string };
/** What a run of an agent or a prompt came to; a prompt's tells its messages as well. */
export type TaskResult = Answer<WorkspaceClient["runs"]["run"]> & { readonly messages?: readonly Message[] };

/** What came of it: the answer or why there is none, its bill, and the way to its trace. */
export function RunOutput({ state }: { readonly state: RunState<TaskResult> }) {
  switch (state.kind) {
    case "idle":
    case "running":
      return null;
    case "stopped":
      return <p className="soft">{runStrings.stopped}</p>;
    case "failed":
      return <ErrorState problem={state.problem} />;
    case "done":
      return <Done result={state.result} />;
  }
}

function Done({ result }: { readonly result: TaskResult }) {
  const { output, error, spend, trace, answeredBy, messages } = result;
  const tokens = spend.inputTokens + spend.outputTokens;
  return (
    <section className="run-result" aria-label={runStrings.output} aria-live="polite">
      {messages === undefined ? null : (
        <details className="run-messages">
          <summary>{runStrings.messages}</summary>
          {messages.map(({ role, content }, at) => (
            // eslint-disable-next-line react/no-array-index-key -- Messages of one call never change places.
            <div key={at}>
              <span className="run-role">{role}</span>
              <TextBlock text={content} />
            </div>
          ))}
        </details>
      )}
      <h3 className="run-title">{error === undefined ? runStrings.output : runStrings.noOutput}</h3>
      {error === undefined ? (
        <TextBlock text={toShown(output)} />
      ) : (
        <div role="alert" className="run-error" data-code={error.code}>
          <p>
            <ShownText text={error.message} />
          </p>
          <p className="soft">
            <ShownText text={error.hint} />
          </p>
        </div>
      )}
      <p className="run-bill soft">
        <span className="number">{formatPlural(spend.calls, runStrings.call)}</span>
        <span className="number">{runStrings.tokens(tokens)}</span>
        <span className="number">{formatUsd(spend)}</span>
        {answeredBy === undefined ? null : (
          <span>
            {runStrings.answeredBy} {Object.keys(answeredBy).join(", ")}
          </span>
        )}
        <a className="link" href={hrefTo("traces", [trace])}>
          {runStrings.trace}
        </a>
      </p>
    </section>
  );
}

/** Text as it is, anything else as JSON that can be read. */
export function toShown(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

export function TextBlock({ text }: { readonly text: string }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Long texts scroll; what scrolls must be reachable by keys.
    <pre className="run-text" dir="auto" tabIndex={0}>
      <ShownText text={text} />
    </pre>
  );
}
