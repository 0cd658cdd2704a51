import { deepStrictEqual } from "node:assert/strict";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { sha256 } from "#core/base/hash.ts";
import { commitBody } from "#core/domain/commit.ts";
import { createBlobs } from "#core/store/blobs.ts";
import { createCommits } from "#core/store/commits.ts";
import type { Db } from "#core/store/db.ts";
import { createMemory } from "#core/store/memory.ts";
import { sealOf, type Cell } from "#core/store/seals.ts";
import { packText } from "#core/store/stored-text.ts";

type Values = readonly unknown[];
type Captured = { readonly table: string; readonly columns: readonly string[]; readonly values: Values };
type Fields = Readonly<Record<string, unknown>>;
type Maker = () => Values;

/**
 * Says of captured rows how their values are made, by the shortest way to each that is, or has, a digest: the engine's JSON
 * of an object whose fields stand in order already, its SHA-256, zstd where ours packs. Nothing is checked or read on the
 * way. Null for a row that is only written. What is made is held against what was captured, once.
 */
export function createMakers(db: Db): (captured: Captured) => Maker | null {
  const blobs = createBlobs(db);
  const commits = createCommits(db, createMemory());
  const makers: Readonly<
    Record<string, (values: Values, fields: Fields, columns: readonly string[]) => Maker>
  > = {
    blob: (_values, { hash, encoding }) => {
      const content: unknown = JSON.parse(blobs.get(String(hash)));
      return () => {
        const text = JSON.stringify(content);
        const plain = Buffer.from(text, "utf8");
        return [sha256(text), encoding, plain.length, encoding === "zstd" ? packText(plain) : plain];
      };
    },
    commits: (values, { id }, columns) => {
      const body = inOrder(commitBody(commits.get(String(id))));
      return () => values.with(columns.indexOf("id"), sha256(JSON.stringify(body)));
    },
    audit: (values, { hash: _hash, body: text, ...rest }, columns) => {
      const body: unknown = JSON.parse(String(text));
      const entry = inOrder({ ...rest, body });
      return () =>
        values
          .with(columns.indexOf("body"), JSON.stringify(body))
          .with(columns.indexOf("hash"), sha256(JSON.stringify(entry)));
    },
    event: (values, { seal: _seal, ...sealed }, columns) => {
      const [names, cells] = [Object.keys(sealed), Object.values(sealed) as Cell[]];
      return () => values.with(columns.indexOf("seal"), sealOf("event", names, cells));
    },
  };
  return ({ table, columns, values }) => {
    const fields = Object.fromEntries(columns.map((column, at) => [column, values[at]]));
    const make = makers[table]?.(values, fields, columns) ?? null;
    if (make !== null) deepStrictEqual(make(), values);
    return make;
  };
}

function inOrder(value: unknown): unknown {
  return JSON.parse(canonicalJson(value));
}
