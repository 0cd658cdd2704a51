import { ActionIcon, CopyButton, NumberInput, Switch, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import type { ReceiverDocument } from "#core/contract/received-traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { usePolling } from "#renderer/store/use-polling.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { Understood } from "#renderer/ui/understood.tsx";

const { receiver: words } = receivedStrings;

const receiverQuery: Query<ReceiverDocument> = {
  key: "traces.receiver",
  topics: ["received"],
  read: async (client) => await client.traces.receiver(),
};

/** Of requests that were refused no event tells. */
const REFUSALS_MS = 2000;
/** Where senders of OTLP over HTTP send to, when nobody tells them otherwise. */
const USUAL_PORT = 4318;

/** The switch of the receiver, the lines that a program is started with, and what came in [T37]. */
export function TraceReceiver() {
  const { queries } = useApp();
  const receiver = useQuery(receiverQuery);
  usePolling(receiverQuery.key, { isOn: typeof receiver.data?.port === "number", everyMs: REFUSALS_MS });
  return (
    <Ready of={receiver} rows={3} onRetry={() => queries.retry(receiverQuery.key)}>
      {(document) =>
        document.canReceive ? <Receiver document={document} /> : <p className="setting-note">{words.away}</p>
      }
    </Ready>
  );
}

function Receiver({ document }: { readonly document: ReceiverDocument }) {
  const act = useAct();
  const [typed, setTyped] = useState<number | string>(document.port ?? USUAL_PORT);
  const [isBusy, setIsBusy] = useState(false);
  const port = typeof typed === "number" ? typed : Number(typed);
  const isPort = Number.isInteger(port) && port > 0 && port <= 65_535;
  const turn = async (isOn: boolean): Promise<void> => {
    setIsBusy(true);
    const done = await act(async (client) => await client.traces.receive({ isOn, port }), ["received"]);
    setIsBusy(false);
    if (!done.ok) toastProblem(done.error);
  };
  return (
    <div className="receiver">
      <div className="receiver-switch">
        <Switch
          label={words.isOn}
          checked={document.port !== null}
          disabled={isBusy || (document.port === null && !isPort)}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
        <NumberInput
          aria-label={words.port}
          leftSection={<span className="faint">{words.port}</span>}
          leftSectionWidth={44}
          w={130}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          disabled={document.port !== null}
          value={document.port ?? typed}
          onChange={setTyped}
        />
      </div>
      {document.port === null ? null : <Taking port={document.port} received={document.received} />}
    </div>
  );
}

type TakingProps = { readonly port: number; readonly received: ReceiverDocument["received"] };

function Taking({ port, received }: TakingProps) {
  const lines = [
    `export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${port}`,
    "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
  ].join("\n");
  const { spans, taken, passedOver, refused, refusedSpans, lastRefusal, traces, understood } = received;
  return (
    <>
      <p className="setting-note">{words.lines}</p>
      <div className="receiver-lines">
        <pre className="mono">{lines}</pre>
        <CopyButton value={lines}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? uiStrings.copied : uiStrings.copy}>
              <ActionIcon onClick={copy} aria-label={`${uiStrings.copy}: ${words.lines}`}>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      <div role="status">
        {spans === 0 ? (
          <Mark meaning="running">{words.waiting}</Mark>
        ) : (
          <Mark meaning="good">{words.took(spans, taken - passedOver)}</Mark>
        )}
        {refusedSpans === 0 ? null : (
          <p>
            <Mark meaning="undecided">{receivedStrings.refused(refusedSpans)}</Mark>
          </p>
        )}
        {refused === 0 || lastRefusal === null ? null : (
          <p>
            <Mark meaning="bad">
              <ShownText text={words.refusedRequests(refused, lastRefusal)} />
            </Mark>
          </p>
        )}
        {passedOver === 0 ? null : <p className="setting-note">{words.passedOver(passedOver)}</p>}
      </div>
      {spans === 0 ? null : <Understood understood={understood} />}
      {traces.length === 0 ? null : (
        <ul className="receiver-traces" aria-label={words.newest}>
          {traces.map(({ trace, name }) => (
            <li key={trace}>
              <a className="truncate" href={hrefTo("traces", [trace])}>
                <ShownText text={name === "" ? trace.slice(0, 8) : name} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
