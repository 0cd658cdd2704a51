import type { Json } from "#core/base/json.ts";
import type { SpanTable } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import { SPAN_ROLES, spanRoleOf, type SpanRole } from "#core/domain/span-role.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";

/** Spans in columns: what a timeline is drawn from, without the attributes that make up nearly all of a trace. */
export function toSpanTable(records: readonly SpanRecord[]): SpanTable {
  const rows = new Map(records.map(({ span }, row) => [span, row]));
  const names = new Map<string, number>();
  const originUs = records[0]?.startUs ?? 0;
  return {
    ids: records.map(({ span }) => span),
    parents: records.map(({ parent }) => (parent === null ? -1 : (rows.get(parent) ?? -1))),
    nameOf: records.map(({ name }) => placeOf(names, name)),
    names: [...names.keys()],
    roleOf: records.map((record) => SPAN_ROLES.indexOf(roleOf(record))),
    startUs: records.map(({ startUs }) => startUs - originUs),
    // A clock that was set back makes no span end before it began.
    endUs: records.map(({ startUs, endUs }) => (endUs === null ? -1 : Math.max(startUs, endUs) - originUs)),
    failed: records.flatMap(({ error }, row) => (error === null ? [] : [row])),
    usage: records.flatMap((record, row) => {
      const usage = usageOf(record);
      return usage === null
        ? []
        : [{ row, tokens: toSoundCount(usage.inputTokens + usage.outputTokens), usd: usage.usd }];
    }),
  };
}

export function roleOf({ attributes }: SpanRecord): SpanRole {
  return spanRoleOf({
    operation: textOf(attributes[GEN_AI.operation]),
    operator: textOf(attributes[AUTOGENESIS.operator]),
    resource: textOf(attributes[AUTOGENESIS.resource]),
  });
}

export type SpanUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly usd: number | null;
};

/** What a model call used; null for spans that call none, or that said nothing of it. */
export function usageOf({ attributes }: SpanRecord): SpanUsage | null {
  const inputTokens = numberOf(attributes[GEN_AI.inputTokens]);
  const outputTokens = numberOf(attributes[GEN_AI.outputTokens]);
  if (inputTokens === null && outputTokens === null) return null;
  return {
    inputTokens: toSoundCount(inputTokens ?? 0),
    outputTokens: toSoundCount(outputTokens ?? 0),
    cachedTokens: toSoundCount(numberOf(attributes[GEN_AI.cachedTokens]) ?? 0),
    usd: numberOf(attributes[AUTOGENESIS.costUsd]),
  };
}

export function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function placeOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
