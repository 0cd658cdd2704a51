import type { SpanRecord } from "#core/domain/run.ts";
import { roleOf, usageOf } from "#core/domain/spans/facts.ts";
import { GEN_AI } from "#core/recording/gen-ai.ts";
import { READ_NAMES, READ_PREFIXES } from "./aliases.ts";

/** What was understood of spans that somebody else recorded, and what was not [T32]. */
export type Understood = {
  readonly spans: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
  /** Model calls of which the tokens are known, and of which the messages are. */
  readonly withTokens: number;
  readonly withMessages: number;
  /** Attributes that are kept and shown but mean nothing here, with how often they came; the most frequent ones. */
  readonly unknown: readonly UnknownAttribute[];
};

export type UnknownAttribute = { readonly name: string; readonly spans: number };

const MOST_UNKNOWN = 20;
/** Names that are told apart at all: a sender may make one up for each span. */
const MOST_NAMES = 5000;

export function tellUnderstood(records: readonly SpanRecord[]): Understood {
  const calls = records.filter((record) => roleOf(record) === "model");
  const unknown = new Map<string, number>();
  for (const { attributes } of records) {
    for (const name of new Set(Object.keys(attributes).filter(isUnknown).map(withoutNumbers))) {
      if (unknown.size < MOST_NAMES || unknown.has(name)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    }
  }
  return {
    spans: records.length,
    modelCalls: calls.length,
    toolCalls: records.filter((record) => roleOf(record) === "tool").length,
    withTokens: calls.filter((call) => usageOf(call) !== null).length,
    withMessages: calls.filter(({ attributes }) =>
      [GEN_AI.inputMessages, GEN_AI.outputMessages].some((name) => attributes[name] !== undefined),
    ).length,
    unknown: [...unknown]
      .map(([name, spans]) => ({ name, spans }))
      .toSorted((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_UNKNOWN),
  };
}

function isUnknown(name: string): boolean {
  return !READ_NAMES.has(name) && !READ_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Entries of one list are one thing. */
function withoutNumbers(name: string): string {
  return name.replaceAll(/\.\d+(?=\.|$)/g, ".*");
}
