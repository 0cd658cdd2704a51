import type { JsonObject } from "#core/base/json.ts";
import type { Spend } from "#core/domain/spend.ts";
import type { Db } from "./db.ts";
import { createPacker } from "./packer.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

/** `response` is null for a call that was begun and never answered: the process died under it. */
export type RecordedCall = {
  readonly requestHash: string;
  readonly reserved: Spend;
  readonly response: JsonObject | null;
};

type CallRow = { readonly request_hash: string; readonly reserved: string; readonly response: Buffer | null };

/** The tape of model calls, by their deterministic path. The only code that knows the `model_call` table. */
export function createModelCalls(db: Db) {
  const upsert = db.prepare(
    `INSERT INTO model_call (path, request_hash, reserved, response) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET request_hash = excluded.request_hash, reserved = excluded.reserved,
                                      response = excluded.response WHERE model_call.response IS NULL`,
  );
  const remove = db.prepare("DELETE FROM model_call WHERE path = ? AND response IS NULL");
  const seal = createSeal(db, "model_call");
  const packer = createPacker(db, "model-call");
  const select = db.prepare("SELECT request_hash, reserved, response FROM model_call WHERE path = ?");

  return {
    /** Notes a call before it is made, and again with its response before that is used. An answered one stays. */
    put: (path: string, { requestHash, reserved, response }: RecordedCall): void => {
      const bytes = response === null ? null : packer.pack(JSON.stringify(response));
      upsert.run(path, requestHash, JSON.stringify(reserved), bytes);
      seal(path);
    },
    /** Takes back the note of a call that was never answered. */
    drop: (path: string): void => void remove.run(path),
    find: (path: string): RecordedCall | null => {
      const row = select.get(path) as CallRow | undefined;
      if (row === undefined) return null;
      return {
        requestHash: row.request_hash,
        reserved: parseStored(row.reserved) as Spend,
        response:
          row.response === null
            ? null
            : (parseStored(packer.unpack(row.response).toString("utf8")) as JsonObject),
      };
    },
  };
}
