import type { SpanRecord } from "#core/domain/run.ts";
import { roleOf, usageOf } from "#core/domain/spans/facts.ts";
import { GEN_AI } from "#core/recording/gen-ai.ts";
import { READ_NAMES, READ_PREFIXES } from "./aliases.ts";

/** What was understood of spans that somebody else recorded, and what was not [T32]. */
export type Understood = {
  spans: number;
  modelCalls: number;
  toolCalls: number;
  /** Model calls of which the tokens are known, and of which the messages are. */
  withTokens: number;
  withMessages: number;
  /** Attributes that are kept and shown but mean nothing here, with how often they came; the most frequent ones. */
  unknown: { name: string; spans: number }[];
};

const MOST_UNKNOWN = 20;
/** Names that are told apart at all: a sender may make one up for each span. */
const MOST_NAMES = 5000;

/** Counts over spans that come some at a time. */
export function createUnderstanding() {
  const counts = { spans: 0, modelCalls: 0, toolCalls: 0, withTokens: 0, withMessages: 0 };
  const unknown = new Map<string, number>();
  return {
    add: (records: readonly SpanRecord[]): void => {
      for (const record of records) {
        const role = roleOf(record);
        counts.spans += 1;
        if (role === "tool") counts.toolCalls += 1;
        if (role === "model") {
          counts.modelCalls += 1;
          if (usageOf(record) !== null) counts.withTokens += 1;
          if (hasMessages(record)) counts.withMessages += 1;
        }
        for (const name of new Set(Object.keys(record.attributes).filter(isUnknown).map(withoutNumbers))) {
          if (unknown.size < MOST_NAMES || unknown.has(name)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
        }
      }
    },
    tell: (): Understood => ({
      ...counts,
      unknown: [...unknown]
        .map(([name, spans]) => ({ name, spans }))
        .toSorted((a, b) => (a.spans === b.spans ? compare(a.name, b.name) : b.spans - a.spans))
        .slice(0, MOST_UNKNOWN),
    }),
  };
}

function hasMessages({ attributes }: SpanRecord): boolean {
  return [GEN_AI.inputMessages, GEN_AI.outputMessages].some((name) => attributes[name] !== undefined);
}

function isUnknown(name: string): boolean {
  return !READ_NAMES.has(name) && !READ_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Entries of one list are one thing. */
function withoutNumbers(name: string): string {
  return name.replaceAll(/\.\d+(?=\.|$)/g, ".*");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
