import type { ConnectionDocument } from "#core/contract/connections.ts";
import type { Tried } from "#renderer/store/try-slice.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { formatUsd } from "#renderer/text/format.ts";
import { formatMicros } from "#renderer/timeline/time-scale.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";

type TryResultProps = { readonly tried: Tried; readonly learned: ConnectionDocument["learned"] };

/** What came back: the answer or the refusal, what it took, and what was left out of the request. */
export function TryResult({ tried: { outcome, at }, learned }: TryResultProps) {
  const { ok, model, answeredAs, answer, omitted, keysPassedOver = [], said, error } = outcome;
  const taught = learned.filter((lesson) => model.endsWith(`/${lesson.model}`));
  const whyOf = (member: string): string =>
    taught.some(({ rules }) => rules.omit?.includes(member) === true)
      ? connectionStrings.refusedOnce
      : connectionStrings.askedSo;
  return (
    <div className="try-result" role="status" data-is-ok={ok}>
      <div className="try-head">
        <Mark meaning={ok ? "good" : "bad"}>
          {ok ? connectionStrings.result : connectionStrings.failedSo}
        </Mark>
        <ModelName model={model} />
        <span className="faint">
          <When at={at} />
        </span>
      </div>
      {answer === null ? null : (
        <p className="try-answer" dir="auto">
          {answer === "" ? (
            <span className="faint">{connectionStrings.empty}</span>
          ) : (
            <ShownText text={answer} />
          )}
        </p>
      )}
      {error === undefined ? null : (
        <p className="try-error">
          <ShownText text={error.message} /> <ShownText text={error.hint} />
        </p>
      )}
      {said === undefined || said === "" ? null : (
        <>
          <div className="try-label">{connectionStrings.said}</div>
          <blockquote className="said" dir="auto">
            <ShownText text={said} />
          </blockquote>
        </>
      )}
      <TryFacts outcome={outcome} />
      {answeredAs === undefined || model.endsWith(`/${answeredAs}`) ? null : (
        <p className="soft">
          {connectionStrings.answeredAs}{" "}
          <span className="mono">
            <ShownText text={answeredAs} />
          </span>
        </p>
      )}
      {omitted.length === 0 ? null : (
        <p className="soft">
          {connectionStrings.leftOut}{" "}
          {omitted.map((member, at) => (
            <span key={member}>
              {at === 0 ? null : ", "}
              <span className="mono">{member}</span> ({whyOf(member)})
            </span>
          ))}
        </p>
      )}
      {keysPassedOver.map((key) => (
        <p key={key} className="soft">
          {connectionStrings.passedOver} <ShownText text={key} />
        </p>
      ))}
    </div>
  );
}

function TryFacts({ outcome: { usage, costUsd, ms } }: { readonly outcome: Tried["outcome"] }) {
  return (
    <p className="try-facts">
      {usage === null ? null : <span>{connectionStrings.tokens(usage.inputTokens, usage.outputTokens)}</span>}
      <span>{formatUsd({ usd: costUsd, usdKnown: costUsd !== null })}</span>
      <span>{connectionStrings.took(formatMicros(ms * 1000))}</span>
    </p>
  );
}
