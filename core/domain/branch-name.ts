import { findLookAlikes } from "./look-alikes.ts";

/** The branch that every workspace begins with. */
export const MAIN_BRANCH = "main";

const LONGEST = 100;

type Rule = { readonly isBroken: (name: string) => boolean; readonly problem: string };

/**
 * As git has them, and those of this program: a branch is named wherever a commit may be. In the
 * order of telling [S19].
 */
const RULES: readonly Rule[] = [
  { isBroken: (name) => name === "", problem: "it is empty" },
  { isBroken: (name) => name.length > LONGEST, problem: `it is longer than ${LONGEST} characters` },
  {
    isBroken: (name) => /[\p{C}\p{Z}]/u.test(name),
    problem: "it holds a space or a sign that cannot be seen",
  },
  {
    isBroken: (name) => name.normalize("NFC") !== name,
    problem: "its letters are composed in another way than usual",
  },
  {
    isBroken: (name) => findLookAlikes(name).length > 0,
    problem: "it holds a letter that may be taken for another",
  },
  { isBroken: (name) => /[~^:?*[\\]/.test(name), problem: "it holds one of ~ ^ : ? * [ \\" },
  { isBroken: (name) => name.includes(".."), problem: "it holds two dots in a row" },
  { isBroken: (name) => name.includes("@{") || name === "@", problem: "it is @, or holds @{" },
  { isBroken: (name) => name.startsWith("-"), problem: "it begins with a hyphen" },
  { isBroken: (name) => name.split("/").includes(""), problem: "a part of it between slashes is empty" },
  {
    isBroken: (name) => name.split("/").some((part) => part.startsWith(".") || part.endsWith(".")),
    problem: "a part of it begins or ends with a dot",
  },
  {
    isBroken: (name) => name.split("/").some((part) => part.toLowerCase().endsWith(".lock")),
    problem: "a part of it ends with .lock",
  },
  {
    isBroken: (name) => name.toLowerCase() === "head",
    problem: "head is the newest commit of the present branch",
  },
  {
    isBroken: (name) => /^[0-9a-f]{4,64}$/i.test(name),
    problem: "it reads like the beginning of a commit's id",
  },
];

/** What keeps a text from naming a branch, for people; null where nothing does. */
export function findNameProblem(name: string): string | null {
  return RULES.find(({ isBroken }) => isBroken(name))?.problem ?? null;
}

/**
 * Whether two names cannot stand beside each other: the same but for the case of letters, or one of them the folder of the
 * other, as `try` of `try/again`, which git could not write down.
 */
export function collide(a: string, b: string): boolean {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return first === second || first.startsWith(`${second}/`) || second.startsWith(`${first}/`);
}
