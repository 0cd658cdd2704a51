import type { SpanDetailDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { textStrings } from "#renderer/text/words.ts";
import { at } from "#renderer/timeline/span-forest.ts";
import { formatMicros } from "#renderer/timeline/time-scale.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";
import { formatCount, formatUsd, shortId } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";

type SpanFactsProps = {
  readonly detail: SpanDetailDocument;
  readonly control: TimelineControl;
  readonly trace: string;
};

/** The figures of a span, and where it belongs. */
export function SpanFacts({ detail, control, trace }: SpanFactsProps) {
  const { error, usage, resource, parent } = detail;
  const { model, selected } = control;
  const { facts } = tracesStrings;
  const { forest } = model;
  const above = parent === null ? -1 : model.placeOfId(parent);
  return (
    <dl className="span-facts">
      {error === null ? null : (
        <div className="span-fact span-fact-wide">
          <dt>{tracesStrings.error}</dt>
          <dd>
            <Mark meaning="bad">{error}</Mark>
          </dd>
        </div>
      )}
      <div className="span-fact">
        <dt>{facts.duration}</dt>
        <dd className="number">{formatMicros(at(forest.endUs, selected) - at(forest.startUs, selected))}</dd>
      </div>
      <div className="span-fact">
        <dt>{facts.self}</dt>
        <dd className="number">{formatMicros(at(model.selfUs, selected))}</dd>
      </div>
      {usage === null ? null : (
        <>
          <div className="span-fact">
            <dt>{facts.tokens}</dt>
            <dd className="number">
              {tracesStrings.tokensIn(formatCount(usage.inputTokens), formatCount(usage.outputTokens))}
              {usage.cachedTokens === 0 ? "" : `, ${tracesStrings.cached(formatCount(usage.cachedTokens))}`}
            </dd>
          </div>
          <div className="span-fact">
            <dt>{facts.cost}</dt>
            <dd className="number">
              {usage.usd === null ? textStrings.unknown : formatUsd({ usd: usage.usd, usdKnown: true })}
            </dd>
          </div>
        </>
      )}
      {resource === null ? null : (
        <div className="span-fact">
          <dt>{facts.resource}</dt>
          <dd className="truncate">
            <a
              className="link mono"
              href={hrefTo("resources", resource.key.split("/"))}
              title={resource.version}
            >
              {resource.key}
            </a>{" "}
            <span className="faint mono">{shortId(resource.version)}</span>
          </dd>
        </div>
      )}
      {above === -1 ? null : (
        <div className="span-fact">
          <dt>{facts.parent}</dt>
          <dd className="truncate">
            <a className="link" href={hrefTo("traces", [trace], { span: model.idAt(above) })}>
              {model.nameAt(above)}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}
