import { AppError } from "#core/base/app-error.ts";
import { canonicalJson } from "#core/base/canonical-json.ts";
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
import { parseStored } from "./stored-text.ts";

/** An immutable snapshot of one resource; `id` is the hash of {kind, name, content}. */
export type Version = {
  readonly id: string;
  readonly resource: ResourceKey;
  readonly content: ResourceContent;
};

type VersionRow = {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
};

/** The only code that knows the `version` table. Append-only. */
export function createVersions(db: Db, blobs: Blobs) {
  const insert = db.prepare("INSERT OR IGNORE INTO version (id, kind, name, created_at) VALUES (?, ?, ?, ?)");
  const select = db.prepare("SELECT * FROM version WHERE id = ?");
  const ids = db.prepare("SELECT id FROM version ORDER BY id").pluck();
  const insertText = db.prepare("INSERT INTO version_text (version, body) VALUES (?, ?)");
  const texts = db.prepare("SELECT version, body FROM version_text");
  const search = db
    .prepare("SELECT version FROM version_text WHERE body MATCH ? ORDER BY bm25(version_text) LIMIT ?")
    .pluck();

  return {
    /** Stores the content as a version of the resource and returns its id; the same content is the same version. */
    put: (resource: ResourceKey, content: ResourceContent, at: number): string => {
      const { kind, name } = splitResourceKey(resource);
      const id = blobs.put(versionText(resource, content));
      const isNew = insert.run(id, kind, name, at).changes > 0;
      if (isNew) insertText.run(id, searchText(resource, content));
      return id;
    },
    /** Ids of versions whose name or description holds any of the words, best first (bm25). */
    search: (query: string, limit: number): readonly string[] => {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0) return [];
      return search.all(words.map((word) => `"${word}"`).join(" OR "), limit) as string[];
    },
    has: (id: string): boolean => select.get(id) !== undefined,
    get: (id: string): Version => {
      const row = select.get(id) as VersionRow | undefined;
      if (row === undefined) {
        throw new AppError("not-found", `There is no version ${id.slice(0, 7)}.`, {
          hint: "Check its id.",
          way: "show-resource",
        });
      }
      return toVersion(row, blobs.get(id));
    },
    ids: (): readonly string[] => ids.all() as string[],
    /** What the search covers: version id → text. */
    searchTexts: (): ReadonlyMap<string, string> => new Map(texts.raw().all() as [string, string][]),
  };
}

/** What a version's id is the SHA-256 of. */
export function versionText(resource: ResourceKey, { kind, content }: ResourceContent): string {
  return canonicalJson({ kind, name: splitResourceKey(resource).name, content });
}

/** What a search for this version looks at. */
export function searchText(resource: ResourceKey, { content }: ResourceContent): string {
  const { kind, name } = splitResourceKey(resource);
  return `${kind} ${name.replaceAll("-", " ")} ${content.description}`;
}

function toVersion(row: VersionRow, text: string): Version {
  const { content } = parseStored(text) as { readonly content: JsonObject };
  return {
    id: row.id,
    resource: toResourceKey(row.kind, row.name),
    // Sound: what is stored was parsed on its way in and is immutable since.
    content: { kind: row.kind, content: contentAs(row.kind, content) } as ResourceContent,
  };
}
