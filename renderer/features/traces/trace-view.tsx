import { useMemo, useRef, useState } from "react";
import type { TimelineDocument } from "#core/contract/traces.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { createTimelineModel } from "#renderer/timeline/timeline-model.ts";
import { Timeline } from "#renderer/timeline/timeline.tsx";
import { useTimeline } from "#renderer/timeline/use-timeline.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { usePaneWidth } from "#renderer/ui/pane-widths.ts";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { SpanPanel } from "./span-panel.tsx";
import { timelineQuery } from "./trace-queries.ts";
import { TraceTools } from "./trace-tools.tsx";
import { TraceFacts } from "./trace-facts.tsx";
import { ReplayResult } from "./replay/replay-result.tsx";
import { useReplay } from "./replay/use-replay.ts";
import type { LoadedSpans } from "./follow-spans.ts";
import { useSpanTable } from "./use-span-table.ts";
import { LIVE_MS } from "./live-ms.ts";
import { usePolling } from "#renderer/store/use-polling.ts";
import { useTraceCommands } from "./use-trace-commands.ts";
import { useTraceSearch } from "./use-trace-search.ts";
import "./trace-view.css";

const PANEL = { initial: 420, min: 320, max: 720 };
const LABELS = { initial: 280, min: 160, max: 520 };

/** One trace: what happened when, and beside it everything that a span holds. */
export function TraceView({ trace }: { readonly trace: string }) {
  const { queries } = useApp();
  const query = timelineQuery(trace);
  const timeline = useQuery(query);
  const isOpen = timeline.data?.isOpen === true;
  usePolling(query.key, { isOn: isOpen, everyMs: LIVE_MS });
  const spans = useSpanTable(trace, isOpen);
  return (
    <div className="noted">
      <Ready of={timeline} rows={10} onRetry={() => queries.retry(query.key)}>
        {(document) => (
          <Ready of={spans} rows={10} onRetry={spans.retry}>
            {(loaded) => (
              <OpenTrace
                document={document}
                name={trace}
                spans={loaded}
                isReading={spans.isReading}
                isCut={!loaded.isWhole || spans.problem !== undefined}
              />
            )}
          </Ready>
        )}
      </Ready>
    </div>
  );
}

type OpenTraceProps = {
  readonly document: TimelineDocument;
  /** As the address names it; another name for the same trace would be another place. */
  readonly name: string;
  readonly spans: LoadedSpans;
  /** Whether there are more to come at once. */
  readonly isReading: boolean;
  /** Whether there may be more than what is here, read at once or not. */
  readonly isCut: boolean;
};

function OpenTrace({ document, name, spans, isReading, isCut }: OpenTraceProps) {
  const { query } = useRoute();
  const { durationMs, isOpen } = document;
  const model = useMemo(
    () => createTimelineModel(spans.table, { durationMs, isOpen }),
    [spans, durationMs, isOpen],
  );
  const spanId = query["span"];
  const selected = spanId === undefined ? -1 : model.placeOfId(spanId);
  const select = (place: number): void => {
    const span = place === -1 ? undefined : model.idAt(place);
    navigate(hrefTo("traces", [name], { span }), { replace: true });
  };
  const control = useTimeline(model, { selected, select });
  const search = useTraceSearch(document, control);
  const field = useRef<HTMLInputElement>(null);
  const [isPanelOpen, setIsPanelOpen] = useState(true);
  const replay = useReplay(document);
  useTraceCommands({ control, search, field, replay });
  const labelWidth = usePaneWidth("trace-labels", LABELS);
  return (
    <div className="panes">
      <Pane
        id="timeline"
        title={tracesStrings.trace}
        tools={<TraceTools control={control} search={search} field={field} replay={replay} />}
      >
        <div className="trace-body" aria-busy={isReading}>
          <TraceFacts
            document={document}
            durationUs={model.forest.toUs - model.forest.fromUs}
            read={isCut ? model.forest.size : null}
            {...(isPanelOpen ? {} : { onOpenPanel: () => setIsPanelOpen(true) })}
          />
          <ReplayResult replay={replay} onShow={(span) => select(model.placeOfId(span))} />
          <Timeline control={control} labelWidth={labelWidth} found={search.found} />
        </div>
      </Pane>
      {isPanelOpen ? (
        <SidePane id="trace-panel" label={tracesStrings.panel} side="right" {...PANEL}>
          <SpanPanel
            document={document}
            name={name}
            control={control}
            onClose={() => setIsPanelOpen(false)}
          />
        </SidePane>
      ) : null}
    </div>
  );
}
