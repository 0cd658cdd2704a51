import type { SpanRecord } from "#core/domain/run.ts";
import type { Db } from "./db.ts";
import { parseStored, unpackText } from "./stored-text.ts";

/**
 * The only code that reads `trace_spans`: traces as older programs kept them, all spans in one document. Nothing writes there
 * any more. Looking at one asks for it again and again, and it comes only whole: the last one stays [T18].
 */
export function readOldSpans(db: Db) {
  const select = db.prepare("SELECT bytes FROM trace_spans WHERE trace = ?").pluck();
  let latest: { readonly trace: string; readonly records: readonly SpanRecord[] } | null = null;
  return {
    /** In the order in which they began; null where the trace is not kept in this form. */
    find: (trace: string): readonly SpanRecord[] | null => {
      if (latest?.trace === trace) return latest.records;
      const bytes = select.get(trace) as Buffer | undefined;
      if (bytes === undefined) return null;
      const records = parseStored(unpackText(bytes).toString("utf8")) as readonly SpanRecord[];
      latest = { trace, records };
      return records;
    },
  };
}
