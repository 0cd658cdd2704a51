import { isUsualName } from "#core/evaluation/formats/fields.ts";
import type { Member } from "./members.ts";

/** Where the records of a text are. */
export type Arrangement =
  /** One after the other, or one alone. */
  | { readonly kind: "sequence" }
  /** In the list of this member. */
  | { readonly kind: "under"; readonly member: Member }
  /** Parted by columns, in the whole text. */
  | { readonly kind: "columns" }
  /** More than one list could be meant. */
  | { readonly kind: "unclear"; readonly keys: readonly string[] };

/** What people call the list of their records. */
const LIST_NAMES: ReadonlySet<string> = new Set([
  "data",
  "examples",
  "rows",
  "items",
  "questions",
  "instances",
  "records",
  "entries",
  "samples",
  "cases",
  "test_cases",
  "testcases",
  "tasks",
  "problems",
  "results",
  "dataset",
]);

/** Lists that one record has: what was said in it, what it lets choose from. */
const PART_NAMES =
  /^(?:messages|conversations?|dialogue?|turns|history|choices|options|candidates|tools|functions|steps|paragraphs|contexts?|documents|references|evidence|qas|annotations|outputs?)$/i;

/** A record's own list: its input may be messages, its answer what is accepted. */
function isPart({ key }: Member): boolean {
  return PART_NAMES.test(key) || isUsualName(key);
}

/** What the members of the only object of a text say of where its records are [S29]. */
export function arrange(members: readonly Member[]): Arrangement {
  const keys = new Set(members.map(({ key }) => key));
  const isNamed = ({ key }: Member): boolean => LIST_NAMES.has(key.toLowerCase());
  const lists = members.filter((member) => member.first === "object" && (isNamed(member) || !isPart(member)));
  const named = lists.filter(isNamed);
  const [only] = named.length > 0 ? named : lists;
  if (named.length === 1 && only !== undefined) return { kind: "under", member: only };
  if (keys.has("columns") && members.some(({ key, first }) => key === "data" && first !== "object"))
    return { kind: "columns" };
  if (members.length > 0 && members.every(({ kind }) => kind === "object")) return { kind: "columns" };
  if (members.length > 0 && members.every(({ kind, first }) => kind === "list" && first !== "object"))
    return { kind: "columns" };
  // A record may well hold a list of objects: its messages, its choices.
  if (members.some(({ key, kind }) => kind !== "list" && isUsualName(key)) || only === undefined)
    return { kind: "sequence" };
  if (lists.length === 1) return { kind: "under", member: only };
  return { kind: "unclear", keys: (named.length > 0 ? named : lists).map(({ key }) => key) };
}
