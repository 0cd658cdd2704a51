import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { TraceCursor } from "#core/contract/traces.ts";
import { FAILED, HAS_PARENT, readSpanBlocks, type SpanColumns } from "#core/domain/spans/columns.ts";
import { joinKey } from "#core/domain/spans/key.ts";
import { SPAN_ROLES, type SpanRole } from "#core/domain/span-role.ts";

/** What the columns say of a span, as a test reads it. */
export type DrawnSpan = {
  readonly span: string;
  readonly parent: string | null;
  readonly name: string;
  readonly role: SpanRole;
  readonly startUs: number;
  readonly endUs: number | null;
  readonly hasFailed: boolean;
  readonly tokens: number | null;
  readonly usd: number | null;
};

export function toDrawnSpans(columns: SpanColumns): readonly DrawnSpan[] {
  const { count, keys, parents, flags, names, nameOf, roleOf, startUs, endUs, usageRows } = columns;
  const keyAt = (list: Uint32Array, row: number) => joinKey(list[2 * row]!, list[2 * row + 1]!);
  return Array.from({ length: count }, (_, row) => {
    const used = usageRows.indexOf(row);
    return {
      span: keyAt(keys, row),
      parent: (flags[row]! & HAS_PARENT) === 0 ? null : keyAt(parents, row),
      name: names[nameOf[row]!]!,
      role: SPAN_ROLES[roleOf[row]!]!,
      startUs: startUs[row]!,
      endUs: Number.isNaN(endUs[row]!) ? null : endUs[row]!,
      hasFailed: (flags[row]! & FAILED) !== 0,
      tokens: used === -1 ? null : columns.tokens[used]!,
      usd: used === -1 || Number.isNaN(columns.usd[used]!) ? null : columns.usd[used]!,
    };
  });
}

type Columns = Pick<WorkspaceClient["traces"], "columns">;

/** All that there is behind a place in a trace, read to its end, and the place then. */
export async function readSpans(
  { columns }: Columns,
  trace: string,
  from: TraceCursor = { part: 0, revision: 0 },
): Promise<{ readonly spans: readonly DrawnSpan[]; readonly next: TraceCursor }> {
  const spans: DrawnSpan[] = [];
  let cursor = from;
  for (let isDone = false; !isDone;) {
    const { blocks, next, hasMore } = await columns({ trace, cursor });
    const read = readSpanBlocks(new Uint8Array(await blocks.arrayBuffer()));
    spans.push(...read.flatMap(toDrawnSpans));
    cursor = next;
    isDone = !hasMore;
  }
  return { spans, next: cursor };
}
