import { formatPlural } from "#renderer/text/format.ts";

/** Words about traces that other programs recorded: bringing files in, and taking what is sent. */
export const receivedStrings = {
  importButton: "Import…",
  importTitle: "Import traces",
  drop: "Drop files with traces here",
  dropNote:
    "OTLP as JSON, lines of JSON or protobuf, downloads of Jaeger, and spans that Phoenix exported; packed with gzip as well.",
  choose: "Choose files",
  again: "Choose others",
  tooLarge: (name: string) =>
    `${name} is larger than a window may send. At a command line, “trace import” reads it where it lies.`,
  unreadable: (name: string) => `${name} could not be read from this machine.`,
  kept: (spans: number, traces: number) =>
    `${formatPlural(spans, "new span")} in ${formatPlural(traces, "trace")}`,
  knownBefore: (spans: number) => `${formatPlural(spans, "span")} kept before`,
  refused: (spans: number) => `${formatPlural(spans, "span")} not kept`,
  noName: "(no name)",
  understood: "Understood",
  facts: {
    modelCalls: "Model calls",
    withTokens: "with tokens",
    withMessages: "with messages",
    toolCalls: "Tool calls",
  },
  unknown: "Kept as they came",
  unknownNote: "Attributes that mean nothing here. They are kept, shown and searched all the same.",
  unknownSpans: (spans: number) => formatPlural(spans, "span"),
  receiver: {
    title: "Traces of other programs",
    note: "Programs of this machine that record with OpenTelemetry can send their traces here. It is off until you switch it on, and off again when this window's host ends.",
    away: "The host of this window takes no traces. Open the workspace with “serve --otlp”, or import them as files.",
    isOn: "Take traces",
    port: "Port",
    lines: "Start the program with these two lines",
    waiting: "Waiting for the first span…",
    took: (spans: number, requests: number) =>
      `${formatPlural(spans, "span")} in ${formatPlural(requests, "request")}`,
    refusedRequests: (count: number, why: string) => `${formatPlural(count, "request")} refused: ${why}`,
    passedOver: (count: number) =>
      `${formatPlural(count, "request")} with logs or metrics, of which nothing is kept`,
    newest: "Newest traces",
  },
};
