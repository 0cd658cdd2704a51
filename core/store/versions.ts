import { AppError } from "#core/base/app-error.ts";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { sha256 } from "#core/base/hash.ts";
import type { JsonObject } from "#core/base/json.ts";
import { contentAs, type ResourceContent } from "#core/domain/content/content.ts";
import {
  splitResourceKey,
  toResourceKey,
  type ResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import type { Blobs } from "./blobs.ts";
import type { Db } from "./db.ts";
import type { Memory } from "./memory.ts";
import { parseStored } from "./stored-text.ts";

/** An immutable snapshot of one resource; `id` is the hash of {kind, name, content}. */
export type Version = {
  readonly id: string;
  readonly resource: ResourceKey;
  readonly content: ResourceContent;
};

export type VersionRow = {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
};

type Kept = { readonly version: Version; readonly length: number };

/** A version that nothing refers to yet. */
export type VersionDraft = Version & { readonly text: string; readonly at: number };

/** Characters of contents that are remembered. */
const MOST_CHARACTERS_KEPT = 32 * 1024 * 1024;

type VersionParts = {
  readonly blobs: Blobs;
  readonly memory: Memory;
  /** Whether what is written now would be part of no transaction that somebody answers for. */
  readonly isBetweenSteps: () => boolean;
};

/** The only code that knows the `version` table. Append-only [V2]. */
export function createVersions(db: Db, { blobs, memory, isBetweenSteps }: VersionParts) {
  const known = memory.keep<Kept>(MOST_CHARACTERS_KEPT, ({ length }) => length);
  // Kept outside of any transaction: they are written by the next one, so that what refers to them needs no other.
  const waiting = new Map<string, VersionDraft>();
  const insert = db.prepare("INSERT OR IGNORE INTO version (id, kind, name, created_at) VALUES (?, ?, ?, ?)");
  const select = db.prepare("SELECT * FROM version WHERE id = ?");
  const ids = db.prepare("SELECT id FROM version ORDER BY id").pluck();
  const insertText = db.prepare("INSERT INTO version_text (version, body) VALUES (?, ?)");
  const search = db
    .prepare("SELECT version FROM version_text WHERE body MATCH ? ORDER BY bm25(version_text) LIMIT ?")
    .pluck();

  const write = ({ id, resource, content, text, at }: VersionDraft): void => {
    const { kind, name } = splitResourceKey(resource);
    blobs.putHashed(id, text);
    const isNew = insert.run(id, kind, name, at).changes > 0;
    if (isNew) insertText.run(id, searchText(resource, content));
  };
  const draft = (resource: ResourceKey, content: ResourceContent, at: number): VersionDraft => {
    const text = versionText(resource, content);
    return { id: sha256(text), resource, content, text, at };
  };
  const keep = (drafts: ReadonlyMap<string, VersionDraft>): void => {
    for (const [id, each] of drafts) {
      if (known.find(id) !== undefined) continue;
      if (isBetweenSteps()) waiting.set(id, each);
      else write(each);
      const { resource, content, text } = each;
      // Without its text, which is its content once more.
      known.set(id, { version: { id, resource, content }, length: text.length });
    }
  };
  const read = (id: string): Version | null => {
    const found = known.find(id)?.version ?? waiting.get(id);
    if (found !== undefined) return found;
    const row = select.get(id) as VersionRow | undefined;
    if (row === undefined) return null;
    const text = blobs.get(id);
    const version = toVersion(row, text);
    known.set(id, { version, length: text.length });
    return version;
  };
  return {
    /** The content as a version of the resource, with its id; nothing of it is stored. */
    draft,
    /** Stores drafts, by their ids: now, or outside of a transaction with the next one. */
    keep,
    /** Stores the content as a version of the resource and returns its id; the same content is the same version. */
    put: (resource: ResourceKey, content: ResourceContent, at: number): string => {
      const made = draft(resource, content, at);
      keep(new Map([[made.id, made]]));
      return made.id;
    },
    /** What waited for a transaction is part of this one, and waits on where it fails. */
    writeWaiting: (): void => {
      for (const each of waiting.values()) write(each);
    },
    dropWaiting: (): void => {
      waiting.clear();
    },
    /** Ids of versions whose name or description holds any of the words, best first (bm25). */
    search: (query: string, limit: number): readonly string[] => {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      return search.all(words.map((word) => `"${word}"`).join(" OR "), limit) as string[];
    },
    has: (id: string): boolean =>
      known.find(id) !== undefined || waiting.has(id) || select.get(id) !== undefined,
    get: (id: string): Version => {
      const version = read(id);
      if (version === null) {
        throw new AppError("not-found", `There is no version ${id.slice(0, 7)}.`, {
          hint: "Check its id.",
          way: "show-resource",
        });
      }
      return version;
    },
    ids: (): readonly string[] => ids.all() as string[],
  };
}

/** What a version's id is the SHA-256 of [V1]. */
export function versionText(resource: ResourceKey, { kind, content }: ResourceContent): string {
  return canonicalJson({ kind, name: splitResourceKey(resource).name, content });
}

/** What a search for this version looks at. */
export function searchText(resource: ResourceKey, { content }: ResourceContent): string {
  const { kind, name } = splitResourceKey(resource);
  return `${kind} ${name.replaceAll("-", " ")} ${content.description}`;
}

/** What a row and its text say. */
export function toVersion(row: VersionRow, text: string): Version {
  const { content } = parseStored(text) as { readonly content: JsonObject };
  return {
    id: row.id,
    resource: toResourceKey(row.kind, row.name),
    // Sound: what is stored was parsed on its way in and is immutable since.
    content: { kind: row.kind, content: contentAs(row.kind, content) } as ResourceContent,
  };
}
