import { keyedRandom } from "#core/base/keyed-random.ts";
import type { SpanRecord } from "#core/domain/run.ts";

const START_US = Date.UTC(2026, 2, 6, 12) * 1000;

/** What every call of an agent is told: the same for all. */
const SYSTEM = JSON.stringify([
  {
    type: "text",
    content:
      "You take orders for a trading house and answer with one JSON object. House rules: state dates as YYYY-MM-DD. ".repeat(
        9,
      ),
  },
]);

const WORDS =
  "boxes gloves tape labels urgent Monday please thanks invoice Lakeview Harbour order two seven pallets return address".split(
    " ",
  );

export type RealSpansOptions = {
  /** Spans that are made at a time. */
  readonly atOnce?: number;
  /** Without what models and tools were told: what is left is a few words. */
  readonly isBare?: boolean;
};

/**
 * Spans as our recorder writes them, 2.4 kB of attributes each: a root, branches of twenty under it (an agent that calls a
 * model and tools), every 997th failed. Some at a time, so that any number of them needs no more room.
 */
export function* realSpans(
  trace: string,
  size: number,
  { atOnce = 5000, isBare = false }: RealSpansOptions = {},
): Generator<readonly SpanRecord[]> {
  const random = keyedRandom("real spans", size);
  for (let from = 0; from < size; from += atOnce) {
    yield Array.from({ length: Math.min(atOnce, size - from) }, (_, index): SpanRecord => {
      const row = from + index;
      if (row === 0) {
        return toSpan(trace, { row, parent: null, fromUs: 0, toUs: size * 1000, words: "", isBare });
      }
      const isBranch = row % 20 === 1;
      const fromUs = row * 1000 - random.integer(400);
      const words = isBare
        ? ""
        : Array.from({ length: 40 }, () => WORDS[random.integer(WORDS.length)]).join(" ");
      return toSpan(trace, {
        row,
        parent: isBranch ? 0 : Math.floor((row - 1) / 20) * 20 + 1,
        fromUs,
        toUs: fromUs + (isBranch ? 19_500 : 200 + random.integer(1400)),
        words,
        isBare,
      });
    });
  }
}

type Made = {
  readonly row: number;
  readonly parent: number | null;
  readonly fromUs: number;
  readonly toUs: number;
  readonly words: string;
  readonly isBare: boolean;
};

function toSpan(trace: string, { row, parent, fromUs, toUs, words, isBare }: Made): SpanRecord {
  const isAgent = row === 0 || row % 20 === 1;
  const isTool = !isAgent && row % 3 === 0;
  const operation = isAgent ? "invoke_agent" : isTool ? "execute_tool" : "chat";
  const name = isAgent ? `invoke_agent worker-${row % 9}` : isTool ? "execute_tool search" : "chat desk-1";
  return {
    trace,
    span: idOf(row),
    parent: parent === null ? null : idOf(parent),
    name,
    kind: operation === "chat" ? "client" : "internal",
    startUs: START_US + fromUs,
    endUs: START_US + toUs,
    error: row % 997 === 0 && row > 0 ? "The search timed out." : null,
    attributes: {
      "gen_ai.operation.name": operation,
      "gen_ai.provider.name": "simulated",
      "gen_ai.request.model": "desk-1",
      "autogenesis.closure.id": "5f2c".repeat(16),
      "autogenesis.resource.id": isTool ? "tool/search" : "agent/order-clerk",
      "autogenesis.resource.version": "8e41".repeat(16),
      ...(isBare ? {} : toMessages(words)),
      "gen_ai.usage.input_tokens": 300 + (row % 50),
      "gen_ai.usage.output_tokens": 20 + (row % 7),
      "autogenesis.cost.usd": 0.0004,
    },
  };
}

function toMessages(words: string): SpanRecord["attributes"] {
  const input = [{ role: "user", parts: [{ type: "text", content: `From: Ida Baker\n\n${words}` }] }];
  const output = [{ role: "assistant", parts: [{ type: "text", content: words.slice(0, 90) }] }];
  return {
    "gen_ai.system_instructions": SYSTEM,
    "gen_ai.input.messages": JSON.stringify(input),
    "gen_ai.output.messages": JSON.stringify(output),
  };
}

function idOf(row: number): string {
  return (row + 1).toString(16).padStart(16, "0");
}
