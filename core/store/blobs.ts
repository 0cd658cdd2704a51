import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import type { Db } from "./db.ts";
import { packText, unpackText } from "./stored-text.ts";

/** Below this, compression costs more than it saves. */
const COMPRESS_FROM_BYTES = 256;

/** As it lies in the file, whatever it says it is. */
type StoredRow = { readonly encoding: string; readonly size: number; readonly bytes: Buffer };
type BlobRow = StoredRow & { readonly encoding: "raw" | "zstd" };

export type Blobs = ReturnType<typeof createBlobs>;

/** Content-addressed bytes, stored once, never changed. The only code that knows the `blob` table [S9]. */
export function createBlobs(db: Db) {
  const insert = db.prepare("INSERT OR IGNORE INTO blob (hash, encoding, size, bytes) VALUES (?, ?, ?, ?)");
  const select = db.prepare("SELECT encoding, size, bytes FROM blob WHERE hash = ?");
  const hashes = db.prepare("SELECT hash FROM blob ORDER BY hash").pluck();

  const read = (hash: string): string | null => {
    const row = select.get(hash) as BlobRow | undefined;
    return row === undefined ? null : decode(row).toString("utf8");
  };
  const putAs = (hash: string, plain: Buffer, form: "packed" | "plain" = "packed"): void => {
    const isCompressed = form === "packed" && plain.length >= COMPRESS_FROM_BYTES;
    insert.run(hash, isCompressed ? "zstd" : "raw", plain.length, isCompressed ? packText(plain) : plain);
  };
  return {
    /** Stores the text and returns its hash. `plain` is for what is made of hashes, which hardly shrink. */
    put: (text: string, form: "packed" | "plain" = "packed"): string => {
      const plain = Buffer.from(text, "utf8");
      const hash = sha256(plain);
      putAs(hash, plain, form);
      return hash;
    },
    /** The same for whoever took the hash of this very text before. */
    putHashed: (hash: string, text: string): void => putAs(hash, Buffer.from(text, "utf8")),
    /** The text of that hash, or null. */
    find: read,
    /** The text of that hash; its absence means a damaged file. */
    get: (hash: string): string => {
      const text = read(hash);
      if (text === null) {
        throw new AppError(
          "workspace-damaged",
          `The workspace refers to content ${hash.slice(0, 7)}, which is missing.`,
          {
            hint: "See what still holds, then restore a backup of the workspace file.",
            way: "verify",
          },
        );
      }
      return text;
    },
    hashes: (): readonly string[] => hashes.all() as string[],
    /** The hash of what is really stored under that hash, or what kept it from being read. */
    rehash: (hash: string): string => {
      const row = select.get(hash) as BlobRow | undefined;
      return row === undefined ? "missing" : rehashRow(row).hash;
    },
    rehashRow,
  };
}

/** The text of a row and its hash, or what kept it from being read in place of the hash. */
function rehashRow(row: StoredRow): { readonly hash: string; readonly text: string } {
  try {
    const plain = decode(row);
    const isWhole = plain.length === row.size;
    return {
      hash: isWhole ? sha256(plain) : `${plain.length} bytes, not ${row.size}`,
      text: plain.toString("utf8"),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { hash: `unreadable: ${why}`, text: "" };
  }
}

/** What unfolds to more than the row says it has is not unfolded, and what is in no form of ours is not read. */
function decode({ encoding, size, bytes }: StoredRow): Buffer {
  if (encoding === "raw") return bytes;
  if (encoding === "zstd") return unpackText(bytes, size);
  throw new AppError("workspace-damaged", `The workspace holds content in an unknown form (${encoding}).`);
}
