import { setImmediate } from "node:timers/promises";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { sha256 } from "#core/base/hash.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { ComparableSpan, Digests } from "#core/domain/spans/compare.ts";
import { COMPARED_FIELDS, comparedValue, type ComparedField } from "#core/domain/spans/compared-fields.ts";
import { roleOf, usageOf, type SpanUsage } from "#core/domain/spans/facts.ts";
import type { TracePart } from "#core/store/trace-parts.ts";

/** What is kept in mind of a span while two traces are compared: no text of it. */
export type GatheredSpan = ComparableSpan & {
  readonly endUs: number | null;
  readonly hasFailed: boolean;
  readonly usage: SpanUsage | null;
};

/**
 * A trace's spans as they are compared, read some at a time: texts go by and leave their digests. Between parts others get
 * their turn. A span that comes again, because it has ended since, counts as it is now.
 */
export async function gatherSpans(parts: readonly TracePart[]): Promise<readonly GatheredSpan[]> {
  const spans = new Map<string, GatheredSpan>();
  for (const part of parts) {
    for (const record of part.records()) spans.set(record.span, toGathered(record));
    await setImmediate();
  }
  return [...spans.values()];
}

function toGathered(record: SpanRecord): GatheredSpan {
  const { span, parent, name, startUs, endUs, error } = record;
  const role = roleOf(record);
  return {
    ...{ span, parent, name, role, startUs, endUs },
    hasFailed: error !== null,
    // Agents of other programs sum up what their calls say already.
    usage: role === "model" ? usageOf(record) : null,
    digests: digestsOf(record),
  };
}

/** Half of a digest tells texts of two traces apart, and takes half the room. */
const DIGITS = 32;

function digestsOf(record: SpanRecord): Digests {
  const digests: { [Field in ComparedField]?: string } = {};
  for (const field of COMPARED_FIELDS) {
    const value = comparedValue(record, field);
    if (value !== undefined) digests[field] = sha256(toText(value)).slice(0, DIGITS);
  }
  return digests;
}

/** Texts of other programs may hold halves of characters, which have no canonical form. */
function toText(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}
