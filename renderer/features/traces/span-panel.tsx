import { ActionIcon, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { SpanDetailDocument, TimelineDocument } from "#core/contract/traces.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { AttributeTable } from "./attribute-table.tsx";
import { FoldedText } from "./folded-text.tsx";
import { RunResult } from "./run-result.tsx";
import { SpanFacts } from "./span-facts.tsx";
import { SpanHead } from "./span-head.tsx";
import { SpanMessages } from "./span-messages.tsx";
import { SpanTools } from "./span-tools.tsx";
import { formatJson } from "./span-text.ts";
import { spanQuery } from "./trace-queries.ts";
import { LIVE_MS } from "./live-ms.ts";
import { usePolling } from "#renderer/store/use-polling.ts";
import { VersionTable } from "./version-table.tsx";
import "./span-panel.css";

type SpanPanelProps = {
  readonly document: TimelineDocument;
  /** As the address names the trace. */
  readonly name: string;
  readonly control: TimelineControl;
  readonly onClose: () => void;
};

/** Everything about the selected span, at the side: the timeline stays where it is. */
export function SpanPanel({ document, name, control, onClose }: SpanPanelProps) {
  const { selected, model } = control;
  const tools = (
    <>
      <div className="pane-spacer" />
      <ActionIcon onClick={onClose} aria-label={tracesStrings.closePanel}>
        <IconX size={16} stroke={1.8} />
      </ActionIcon>
    </>
  );
  return (
    <Pane id="span" title={tracesStrings.panel} tools={tools} className="span-pane">
      {selected === -1 ? (
        <NothingSelected document={document} />
      ) : (
        <SelectedSpan document={document} name={name} control={control} id={model.idAt(selected)} />
      )}
    </Pane>
  );
}

/** Before a choice: what holds for the trace as a whole, and of a run first how it went. */
function NothingSelected({ document }: { readonly document: TimelineDocument }) {
  const { result, ranOn } = document;
  return (
    <>
      {result === null ? (
        <div className="span-none">
          <EmptyState title={tracesStrings.noSpanTitle}>{tracesStrings.noSpanText}</EmptyState>
        </div>
      ) : (
        <>
          <RunResult result={result} ranOn={ranOn} />
          <p className="span-hint">{tracesStrings.noSpanText}</p>
        </>
      )}
      <h3 className="span-section">{tracesStrings.versionsInForce}</h3>
      <VersionTable system={document.system} />
    </>
  );
}

type SelectedSpanProps = Omit<SpanPanelProps, "onClose"> & { readonly id: string };

function SelectedSpan({ document, name, control, id }: SelectedSpanProps) {
  const { queries } = useApp();
  const query = spanQuery(document, id);
  const span = useQuery(query);
  usePolling(query.key, { isOn: document.isOpen, everyMs: LIVE_MS });
  // What people chose stays for the next span, if that has it; else what says most about it.
  const [chosen, setChosen] = useState<TabName | null>(null);
  return (
    <Ready of={span} onRetry={() => queries.retry(query.key)}>
      {(detail) => (
        <>
          <SpanHead name={detail.name} role={detail.role} />
          <SpanFacts detail={detail} control={control} trace={name} />
          <SpanTabs detail={detail} system={document.system} chosen={chosen} onChoose={setChosen} />
        </>
      )}
    </Ready>
  );
}

type TabName = keyof typeof tracesStrings.tabs;

const TABS = Object.keys(tracesStrings.tabs) as readonly TabName[];

type TabBodyProps = { readonly detail: SpanDetailDocument; readonly system: TimelineDocument["system"] };
type SpanTabsProps = TabBodyProps & {
  readonly chosen: TabName | null;
  readonly onChoose: (tab: TabName) => void;
};

function SpanTabs({ detail, system, chosen, onChoose }: SpanTabsProps) {
  const fallback = detail.messages.length > 0 ? "messages" : detail.input === null ? "attributes" : "data";
  const has = (tab: TabName): boolean => countOf(tab, detail) !== 0;
  const shown = chosen !== null && has(chosen) ? chosen : fallback;
  return (
    <Tabs
      value={shown}
      onChange={(tab) => onChoose(tab as TabName)}
      className="span-tabs"
      keepMounted={false}
    >
      <Tabs.List>
        {TABS.filter(has).map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {tracesStrings.tabs[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.filter(has).map((tab) => (
        <Tabs.Panel key={tab} value={tab}>
          <TabBody tab={tab} detail={detail} system={system} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Tabs with nothing in them are not offered. */
function countOf(tab: TabName, detail: SpanDetailDocument): number {
  if (tab === "messages") return detail.messages.length;
  if (tab === "tools") return detail.tools.length;
  if (tab === "data") return detail.input === null && detail.output === null ? 0 : 1;
  return 1;
}

function TabBody({ tab, detail, system }: TabBodyProps & { readonly tab: TabName }): ReactNode {
  switch (tab) {
    case "messages":
      return <SpanMessages messages={detail.messages} />;
    case "data":
      return <InAndOut detail={detail} />;
    case "tools":
      return <SpanTools tools={detail.tools} />;
    case "attributes":
      return <AttributeTable attributes={detail.attributes} />;
    case "raw":
      return (
        <div className="span-block">
          <FoldedText text={JSON.stringify(detail, null, 2)} isCode mostLines={400} />
        </div>
      );
    case "versions":
      return <VersionTable system={system} />;
  }
}

function InAndOut({ detail: { input, output } }: { readonly detail: SpanDetailDocument }) {
  return (
    <>
      {input === null ? null : (
        <section className="span-block">
          <h4 className="span-block-title">{tracesStrings.input}</h4>
          <FoldedText text={formatJson(input)} isCode />
        </section>
      )}
      {output === null ? null : (
        <section className="span-block">
          <h4 className="span-block-title">{tracesStrings.output}</h4>
          <FoldedText text={formatJson(output)} isCode />
        </section>
      )}
    </>
  );
}
