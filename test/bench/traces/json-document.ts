import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import type { SpanRecord } from "#core/domain/run.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import { roleOf } from "#core/domain/spans/facts.ts";

/** The rival: a trace as one compressed JSON text, sent to the window as a table of JSON, as this program had it before. */

const tableSchema = z.object({
  ids: z.array(z.string()),
  parents: z.array(z.int()),
  names: z.array(z.string()),
  nameOf: z.array(z.int()),
  roleOf: z.array(z.int()),
  startUs: z.array(z.number()),
  endUs: z.array(z.number()),
  failed: z.array(z.int()),
});

export function writeJsonDocument(spans: readonly SpanRecord[]): Buffer {
  return zstdCompressSync(JSON.stringify(spans));
}

/** From the stored bytes to the table in the window's hands: unpack, parse, columns, check, send, parse. */
export function readJsonDocument(bytes: Buffer): z.infer<typeof tableSchema> {
  const records = JSON.parse(zstdDecompressSync(bytes).toString("utf8")) as readonly SpanRecord[];
  const rows = new Map(records.map(({ span }, row) => [span, row]));
  const names = [...new Set(records.map(({ name }) => name))];
  const places = new Map(names.map((name, place) => [name, place]));
  const table = tableSchema.parse({
    ids: records.map(({ span }) => span),
    parents: records.map(({ parent }) => rows.get(parent ?? "") ?? -1),
    names,
    nameOf: records.map(({ name }) => places.get(name)),
    roleOf: records.map((record) => SPAN_ROLES.indexOf(roleOf(record))),
    startUs: records.map(({ startUs }) => startUs),
    endUs: records.map(({ endUs }) => endUs ?? -1),
    failed: records.flatMap(({ error }, row) => (error === null ? [] : [row])),
  });
  return JSON.parse(JSON.stringify(table)) as z.infer<typeof tableSchema>;
}
