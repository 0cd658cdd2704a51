import { sha256 } from "#core/base/hash.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { damagedRow, packText, unpackText, unpackWith } from "./stored-text.ts";

/** What is packed against dictionaries; each kind has its own. */
export type PackedKind = keyof typeof LEVELS;

/** Of spans there are many, and the fastest level packs what repeats in them as tightly as any other. */
const LEVELS = { trace: 1, "trace-columns": 1, "model-call": 3, tape: 1 } as const;

/**
 * Packs texts of one kind against a dictionary: texts of that kind that were packed before, so that what all of them
 * say is kept once. It is made in the workspace, from its own texts, because most of what they have in common is the
 * workspace's own (its prompts, its tools), and no dictionary that the program could ship has that.
 *
 * `pack` belongs in the caller's transaction: it may add a dictionary, whenever a new one would serve better than the
 * one there is. Dictionaries are never changed or removed and each packed text names its own, so `unpack` reads
 * everything that was ever packed, and what was packed plainly by programs from before.
 *
 * `const traces = createPacker(db, "trace"); traces.unpack(traces.pack(text))` are the bytes of the text again [M10].
 */
export type Packer = {
  readonly pack: (text: string | Buffer) => Buffer;
  /** Throws workspace-damaged where it is none of ours, or its dictionary is not there. */
  readonly unpack: (bytes: Buffer) => Buffer<ArrayBuffer>;
};

/** Begins what is packed against a dictionary; its number follows. A plain zstd frame begins with 0x28. */
const MARK = 0xd1;
const HEADER_BYTES = 5;

/** How many texts make a dictionary, and how many after them it is tried on. More than one hardly saves, and takes time. */
const MADE_OF = 1;
const TRIED_ON = 3;
/** Texts are alike at their beginnings: of a long one, this much. */
const MOST_SAMPLE_BYTES = 16 * 1024;
/** Texts between two looks whether another dictionary would serve better: few at first, then twice as many each time. */
const FIRST_LOOK_AFTER = MADE_OF + TRIED_ON;
const LOOK_EVERY = 256;
/** The share of the bytes that another dictionary must save. */
const WORTH_IT = 0.3;

type Dictionary = { readonly seq: number; readonly hash: string; readonly plain: Buffer };

export function createPacker(db: Db, kind: PackedKind): Packer {
  const level = LEVELS[kind];
  const sizeOf = (texts: readonly Buffer[], dictionary?: Buffer): number =>
    texts.reduce((sum, text) => sum + packText(text, { level, dictionary }).length, 0);
  const insert = db.prepare("INSERT INTO dictionary (kind, hash, bytes) VALUES (?, ?, ?)");
  const seal = createSeal(db, "dictionary");
  const newest = db.prepare(
    "SELECT seq, hash, bytes FROM dictionary WHERE kind = ? ORDER BY seq DESC LIMIT 1",
  );
  const one = db.prepare("SELECT bytes FROM dictionary WHERE seq = ?").pluck();
  const isThere = db.prepare("SELECT 1 FROM dictionary WHERE seq = ? AND hash = ?").pluck();
  const known = new Map<number, Buffer>();
  const recent: Buffer[] = [];
  let current: Dictionary | null | undefined;
  let lookAfter = FIRST_LOOK_AFTER;
  let sinceLook = 0;

  const readNewest = (): Dictionary | null => {
    const row = newest.get(kind) as { seq: number; hash: string; bytes: Buffer } | undefined;
    return row === undefined ? null : { seq: row.seq, hash: row.hash, plain: unpackText(row.bytes) };
  };
  /** A transaction that was taken back took the dictionary that was made in it, and its number may be another's since. */
  const findCurrent = (): Dictionary | null => {
    if (current === undefined || (current !== null && isThere.get(current.seq, current.hash) === undefined)) {
      known.clear();
      current = readNewest();
    }
    return current;
  };
  const add = (plain: Buffer): Dictionary => {
    const hash = sha256(plain);
    const seq = Number(insert.run(kind, hash, packText(plain)).lastInsertRowid);
    seal(seq);
    return { seq, hash, plain };
  };
  const look = (): void => {
    const plain = Buffer.concat(recent.slice(0, MADE_OF));
    const tried = recent.slice(MADE_OF);
    const now = sizeOf(tried, findCurrent()?.plain);
    if (sizeOf(tried, plain) <= now * (1 - WORTH_IT)) current = add(plain);
  };
  const remember = (text: Buffer): void => {
    recent.push(text.subarray(0, MOST_SAMPLE_BYTES));
    if (recent.length > MADE_OF + TRIED_ON) recent.shift();
    sinceLook += 1;
    if (sinceLook < lookAfter) return;
    sinceLook = 0;
    lookAfter = Math.min(2 * lookAfter, LOOK_EVERY);
    look();
  };
  const dictionaryOf = (seq: number): Buffer => {
    const found = known.get(seq);
    if (found !== undefined) return found;
    const bytes = one.get(seq) as Buffer | undefined;
    if (bytes === undefined) throw damagedRow(`the dictionary ${seq} is missing`);
    const plain = unpackText(bytes);
    known.set(seq, plain);
    return plain;
  };
  return {
    pack: (text) => {
      const plain = Buffer.from(text);
      remember(plain);
      const dictionary = findCurrent();
      if (dictionary === null) return packText(plain, { level });
      const header = Buffer.alloc(HEADER_BYTES);
      header[0] = MARK;
      header.writeUInt32LE(dictionary.seq, 1);
      return Buffer.concat([header, packText(plain, { level, dictionary: dictionary.plain })]);
    },
    unpack: (bytes) => {
      if (bytes[0] !== MARK || bytes.length < HEADER_BYTES) return unpackText(bytes);
      return unpackWith(bytes.subarray(HEADER_BYTES), dictionaryOf(bytes.readUInt32LE(1)));
    },
  };
}
