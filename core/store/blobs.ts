import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import type { Db } from "./db.ts";
import { packText, unpackText } from "./stored-text.ts";

/** Below this, compression costs more than it saves. */
const COMPRESS_FROM_BYTES = 256;

type BlobRow = { readonly encoding: "raw" | "zstd"; readonly size: number; readonly bytes: Buffer };

export type Blobs = ReturnType<typeof createBlobs>;

/** Content-addressed bytes, stored once, never changed. The only code that knows the `blob` table. */
export function createBlobs(db: Db) {
  const insert = db.prepare("INSERT OR IGNORE INTO blob (hash, encoding, size, bytes) VALUES (?, ?, ?, ?)");
  const select = db.prepare("SELECT encoding, size, bytes FROM blob WHERE hash = ?");
  const hashes = db.prepare("SELECT hash FROM blob ORDER BY hash").pluck();

  const read = (hash: string): string | null => {
    const row = select.get(hash) as BlobRow | undefined;
    return row === undefined ? null : decode(row).toString("utf8");
  };
  return {
    /** Stores the text and returns its hash. */
    put: (text: string): string => {
      const plain = Buffer.from(text, "utf8");
      const hash = sha256(plain);
      const isCompressed = plain.length >= COMPRESS_FROM_BYTES;
      insert.run(hash, isCompressed ? "zstd" : "raw", plain.length, isCompressed ? packText(plain) : plain);
      return hash;
    },
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
      if (row === undefined) return "missing";
      try {
        const plain = decode(row);
        return plain.length === row.size ? sha256(plain) : `${plain.length} bytes, not ${row.size}`;
      } catch (error) {
        return `unreadable: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

/** What unfolds to more than the row says it has is not unfolded. */
function decode(row: BlobRow): Buffer {
  return row.encoding === "zstd" ? unpackText(row.bytes, row.size) : row.bytes;
}
