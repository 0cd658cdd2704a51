import type { ToolTrialDocument } from "#core/contract/runs.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import { TextBlock, toShown } from "./run-output.tsx";
import type { RunState } from "./use-running.ts";

/** What a call came to, as a model would see it, and how the tool's own examples came out. */
export function ToolResult({ state }: { readonly state: RunState<ToolTrialDocument> }) {
  switch (state.kind) {
    case "idle":
    case "running":
      return null;
    case "stopped":
      return <p className="soft">{runStrings.stopped}</p>;
    case "failed":
      return <ErrorState problem={state.problem} />;
    case "done":
      return <Done trial={state.result} />;
  }
}

function Done({ trial: { problems, result, desk, examples } }: { readonly trial: ToolTrialDocument }) {
  return (
    <section className="run-result" aria-label={runStrings.output} aria-live="polite">
      {problems.length === 0 ? null : (
        <div role="alert" className="run-error">
          <h3 className="run-title">{runStrings.cannot}</h3>
          {problems.map((problem) => (
            <p key={problem}>
              <ShownText text={problem} />
            </p>
          ))}
        </div>
      )}
      {result === null ? null : (
        <>
          <h3 className="run-title">
            {result.error === null ? runStrings.output : runStrings.seen}{" "}
            <span className="faint number">{runStrings.took(formatCount(Math.round(result.ms)))}</span>
          </h3>
          {result.error === null ? (
            <TextBlock text={toShown(result.output)} />
          ) : (
            <p role="alert" className="run-error" data-code={result.error.code}>
              <ShownText text={result.error.message} />
            </p>
          )}
        </>
      )}
      {desk === null ? null : (
        <>
          <p className="soft run-note">{runStrings.desk}</p>
          <TextBlock text={toShown(desk)} />
        </>
      )}
      <Examples examples={examples} />
    </section>
  );
}

function Examples({ examples }: Pick<ToolTrialDocument, "examples">) {
  if (examples.length === 0) return null;
  const right = examples.filter(({ isRight }) => isRight).length;
  return (
    <>
      <h3 className="run-title">{runStrings.examples(right, examples.length)}</h3>
      <ul className="run-examples">
        {examples.map(({ input, expected, result, isRight }, at) => (
          // eslint-disable-next-line react/no-array-index-key -- Examples of one version never change places.
          <li key={at}>
            <Mark meaning={isRight ? "good" : "bad"}>
              <code className="run-code">{JSON.stringify(input)}</code>
            </Mark>
            {isRight ? null : (
              <div className="soft">
                {runStrings.expected} <code className="run-code">{JSON.stringify(expected)}</code>,{" "}
                {runStrings.got}{" "}
                <code className="run-code">
                  <ShownText text={result.error?.message ?? JSON.stringify(result.output)} />
                </code>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
