import { formatPointer, getAt, isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { MOST_CHARACTERS } from "#core/domain/guard.ts";
import { describeHiddenSigns, findDishonestSigns } from "#core/domain/hidden-text.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import { findSecret } from "#core/domain/secrets.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";

/** What is wrong with a form, by the place of the field; "" for what has none. */
export type Faults = Readonly<Partial<Record<string, string>>>;

type Judged = { readonly kind: ResourceKind; readonly content: JsonObject; readonly opened: JsonObject };

/**
 * What would be refused, told where it is typed: the form of the kind, secrets, and signs that nobody can mean well by. What
 * came with the resource and was left as it is counts as known.
 */
export function findFaults({ kind, content, opened }: Judged): Faults {
  // Reading it for anything else, and asking the host about it, would take long.
  const oversize = findOversize(content);
  if (oversize !== null) return oversize;
  return { ...findUnseen(content, opened), ...findSecrets(content), ...findMalformed(kind, content) };
}

/** Of the faults those that are not just a field that is still empty. */
export function withoutEmpty(faults: Faults, content: JsonObject): Faults {
  return Object.fromEntries(
    Object.entries(faults).filter(([path]) => {
      return !isEmpty(getAt(content, path));
    }),
  );
}

function isEmpty(value: Json | undefined): boolean {
  return value === "" || value === undefined || (Array.isArray(value) && value.length === 0);
}

function findMalformed(kind: ResourceKind, content: JsonObject): Faults {
  const parsed = parseContent(kind, content);
  if (parsed.ok) return {};
  return Object.fromEntries(
    parsed.error.map((line): [string, string] => {
      const colon = line.indexOf(": ");
      const path = line.slice(0, colon);
      return [path, isEmpty(getAt(content, path)) ? formStrings.needed : line.slice(colon + 2)];
    }),
  );
}

/** Told at the longest of its texts. */
function findOversize(content: JsonObject): Faults | null {
  const size = JSON.stringify(content).length;
  if (size <= MOST_CHARACTERS) return null;
  const [[path] = [""]] = leavesOf(content).toSorted(([, a], [, b]) => b.length - a.length);
  return { [path]: formStrings.tooLong(size, MOST_CHARACTERS) };
}

function findSecrets(content: JsonObject): Faults {
  const found = leavesOf(content).flatMap(([path, text]): [string, string][] => {
    const secret = findSecret(text);
    return secret === null ? [] : [[path, formStrings.secret(secret)]];
  });
  return Object.fromEntries(found);
}

function findUnseen(content: JsonObject, opened: JsonObject): Faults {
  const found = leavesOf(content).flatMap(([path, text]): [string, string][] => {
    if (getAt(opened, path) === text) return [];
    const signs = findDishonestSigns(text);
    return signs.length === 0 ? [] : [[path, formStrings.unseen(describeHiddenSigns(signs))]];
  });
  return Object.fromEntries(found);
}

/** Every text of a document with its place. */
function leavesOf(value: Json, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item: Json, at) => leavesOf(item, `${path}/${at}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(findSecret(key) === null ? [] : [[path, key] as const]),
    ...leavesOf(item, `${path}${formatPointer([key])}`),
  ]);
}
