import type { RunTape } from "#core/domain/tape.ts";
import { fromTapeDocument, type TapeDocument } from "#core/domain/tape-document.ts";
import type { Db } from "./db.ts";
import { createPacker } from "./packer.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { damagedRow, parseStored } from "./stored-text.ts";

/** The only code that knows the table `tape`. Append-only. */
export function createTapes(db: Db) {
  const insert = createSealedInsert(db, "tape");
  const packer = createPacker(db, "tape");
  const select = db.prepare("SELECT bytes FROM tape WHERE run = ?").pluck();
  const size = db.prepare("SELECT length(bytes) FROM tape WHERE run = ?").pluck();
  const has = db.prepare("SELECT 1 FROM tape WHERE run = ?").pluck();
  return {
    /** Part of the transaction that keeps the run [T20]. */
    append: (run: string, document: TapeDocument): void => {
      insert({ run, bytes: packer.pack(JSON.stringify(document)) });
    },
    has: (run: string): boolean => has.get(run) !== undefined,
    /** What it takes in the file, in bytes; null where there is none. */
    bytesOf: (run: string): number | null => (size.get(run) as number | undefined) ?? null,
    /** Null where the run has none. Throws workspace-damaged where it cannot be read. */
    find: (run: string): RunTape | null => {
      const bytes = select.get(run) as Buffer | undefined;
      return bytes === undefined ? null : readTape(run, packer.unpack(bytes).toString("utf8"));
    },
  };
}

function readTape(run: string, text: string): RunTape {
  const document = parseStored(text);
  try {
    return fromTapeDocument(document);
  } catch (cause) {
    throw damagedRow(`the tape of run ${run} has another form`, cause);
  }
}
