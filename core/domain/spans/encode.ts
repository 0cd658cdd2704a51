import type { SpanRecord } from "#core/domain/run.ts";
import { SPAN_ROLES } from "#core/domain/span-role.ts";
import { toSoundCount } from "#core/domain/spend.ts";
import { checksumOf, FAILED, HAS_PARENT, HEADER, layOut, MAGIC } from "./columns.ts";
import { roleOf, usageOf } from "./facts.ts";
import { spanKeyOf, splitKey } from "./key.ts";

/** Spans as one block of columns: a million at most, in the order given. What is not drawn of them is not in it. */
export function toSpanBlock(records: readonly SpanRecord[]): Uint8Array<ArrayBuffer> {
  const names = new Map<string, number>();
  const nameOf = records.map(({ name }) => placeOf(names, name));
  const usage = records.flatMap((record, row) => {
    const used = usageOf(record);
    return used === null ? [] : [{ row, ...used }];
  });
  const nameText = JSON.stringify([...names.keys()]);
  const places = layOut(records.length, usage.length, nameText.length);
  const bytes = new Uint8Array(places.bytes);
  const { buffer } = bytes;
  const size = records.length;
  const startUs = new Float64Array(buffer, places.startUs, size);
  const endUs = new Float64Array(buffer, places.endUs, size);
  const keys = new Uint32Array(buffer, places.keys, 2 * size);
  const parents = new Uint32Array(buffer, places.parents, 2 * size);
  for (const [row, record] of records.entries()) {
    startUs[row] = record.startUs;
    endUs[row] = record.endUs ?? NaN;
    keys.set(splitKey(spanKeyOf(record.span)), 2 * row);
    if (record.parent !== null) parents.set(splitKey(spanKeyOf(record.parent)), 2 * row);
    bytes[places.roleOf + row] = SPAN_ROLES.indexOf(roleOf(record));
    bytes[places.flags + row] =
      (record.error === null ? 0 : FAILED) | (record.parent === null ? 0 : HAS_PARENT);
  }
  new Uint32Array(buffer, places.nameOf, size).set(nameOf);
  new Uint32Array(buffer, places.usageRows, usage.length).set(usage.map(({ row }) => row));
  const tokens = usage.map(({ inputTokens, outputTokens }) => toSoundCount(inputTokens + outputTokens));
  new Float64Array(buffer, places.tokens, usage.length).set(tokens);
  new Float64Array(buffer, places.usd, usage.length).set(usage.map(({ usd }) => usd ?? NaN));
  const units = new Uint16Array(buffer, places.names, nameText.length);
  for (let index = 0; index < units.length; index += 1) units[index] = nameText.charCodeAt(index);
  const words = new Uint32Array(buffer);
  words[HEADER.magic] = MAGIC;
  words[HEADER.bytes] = bytes.length;
  words[HEADER.spans] = size;
  words[HEADER.usage] = usage.length;
  words[HEADER.nameUnits] = nameText.length;
  words[HEADER.checksum] = checksumOf(words);
  return bytes;
}

function placeOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
