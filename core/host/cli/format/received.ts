import type { ImportedTraces } from "#core/contract/received-traces.ts";
import { shortId } from "./format.ts";

const MOST_TRACES = 10;

/** What became of a file of traces: what was kept, what of it means something here, and what was not kept. */
export function formatReceived(file: string, received: ImportedTraces): readonly string[] {
  const { spans, known, traces, tracesCount, refused, refusedCount, understood } = received;
  const before = known === 0 ? "" : `, ${count(known, "span")} kept before`;
  const more = tracesCount - Math.min(traces.length, MOST_TRACES);
  return [
    `${file}: ${count(spans, "new span")} in ${count(tracesCount, "trace")}${before}`,
    ...traces
      .slice(0, MOST_TRACES)
      .map(
        ({ trace, name, spans: new_, isNew }) =>
          `  ${shortId(trace)}  ${name}  ${isNew ? "" : "+"}${count(new_, "span")}`,
      ),
    ...(more > 0 ? [`  and ${count(more, "more trace")}`] : []),
    ...formatUnderstood(understood),
    ...(refusedCount === 0 ? [] : [`  not kept: ${count(refusedCount, "span")}`]),
    ...refused.map(({ name, reason }) => `    ${name === "" ? "(no name)" : name}: ${reason}`),
  ];
}

function formatUnderstood(understood: ImportedTraces["understood"]): readonly string[] {
  const { modelCalls, toolCalls, withTokens, withMessages, unknown } = understood;
  const names = unknown.map(({ name, spans }) => `${name} (${spans})`);
  return [
    `  understood: ${count(modelCalls, "model call")}, ${withTokens} with tokens and ${withMessages} with messages; ${count(toolCalls, "tool call")}`,
    ...(names.length === 0 ? [] : [`  kept as they came: ${names.join(", ")}`]),
  ];
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
