import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { describeAuthor, isDecider, type AuthorKind } from "./author.ts";
import type { ResourceContent } from "./content/content.ts";
import { placeholdersOf } from "./content/prompt.ts";
import { diffJson } from "./json-diff.ts";
import { describeHiddenSigns, findDishonestSigns, type HiddenSign } from "./hidden-text.ts";
import { findTouchedLock } from "./locks.ts";
import { findSecret } from "./secrets.ts";
import { placesOf, variablesOf, type Variable } from "./variable.ts";

export type Violation = { readonly code: ErrorCode; readonly message: string; readonly hint: string };

export type ProposedChange = {
  readonly author: AuthorKind;
  /** Null for a new resource. */
  readonly before: ResourceContent | null;
  readonly after: ResourceContent;
  readonly countTokens: (text: string) => number;
};

/**
 * Nothing that a person or a model writes by hand comes near it; everything that reads a version
 * pays for its size [R9].
 */
export const MOST_CHARACTERS = 2_000_000;

/**
 * Everything that a change of one resource must satisfy, whoever asks for it and whatever a prompt said. Empty when
 * the change may stand. What it means for *other* resources (the interface) is the registry's question.
 */
export function checkChange(change: ProposedChange): readonly Violation[] {
  const oversize = checkSize(change);
  if (oversize.length > 0) return oversize;
  return [
    ...checkMask(change),
    ...checkMaskPlaces(change),
    ...checkLocks(change),
    ...checkPlaceholders(change),
    ...checkTokenLimits(change),
    ...checkSecrets(change),
    ...checkHidden(change),
  ];
}

function checkSize({ after }: ProposedChange): Violation[] {
  if (mostCharactersOf(after.content as JsonObject) <= MOST_CHARACTERS) return [];
  const size = JSON.stringify(after.content).length;
  if (size <= MOST_CHARACTERS) return [];
  return [
    {
      code: "constraint-violated",
      message: `The content has ${size} characters, over the limit of ${MOST_CHARACTERS}.`,
      hint: "Keep large material in datasets or files, not in a version.",
    },
  ];
}

/** As escaped as a character can be, and as long as a number can: what writing it would never exceed. */
const LONGEST_ESCAPE = 6;
const LONGEST_NUMBER = 25;

/** A bound of the size as JSON that costs no writing: nearly everything is far below the limit. */
function mostCharactersOf(value: Json): number {
  if (typeof value === "string") return LONGEST_ESCAPE * value.length + 2;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item: Json) => sum + mostCharactersOf(item) + 1, 2);
  }
  if (!isJsonObject(value)) return LONGEST_NUMBER;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + mostCharactersOf(key) + mostCharactersOf(item) + 2,
    2,
  );
}

/** People may change anything by hand; everyone else only what the mask marks learnable, and never the mask [R3]. */
function checkMask({ author, before, after }: ProposedChange): Violation[] {
  if (before === null || isDecider(author)) return [];
  const learnable = variablesOf(before)
    .filter((variable) => variable.learnable)
    .map((variable) => variable.pointer);
  return diffJson(before.content as Json, after.content as Json)
    .filter(({ path }) => !learnable.some((pointer) => path === pointer || path.startsWith(`${pointer}/`)))
    .map(({ path }) => ({
      code: "mask-violation",
      message: `${path === "" ? "The whole content" : path} is not learnable, so ${describeAuthor(author)} may not change it.`,
      hint: "Mark the variable learnable in the resource's mask, or have a person make this change.",
    }));
}

/**
 * A mask speaks of places that are there, and of each once: an entry for a section that went would bind or free whatever comes
 * to stand in its place, and of two entries one would hold unseen [R31]. What older contents have is left.
 */
function checkMaskPlaces({ before, after }: ProposedChange): Violation[] {
  const old = new Set(before === null ? [] : findOddEntries(before));
  return findOddEntries(after)
    .filter((pointer) => !old.has(pointer))
    .map((pointer) => ({
      code: "content-invalid",
      message: `The mask has an entry for ${pointer}, which is no variable of this resource or has one already.`,
      hint: `Take the entry out. Its variables are ${[...placesOf(after)].join(", ")}.`,
    }));
}

function findOddEntries(resource: ResourceContent): readonly string[] {
  const places = placesOf(resource);
  const pointers = resource.content.mask.map(({ pointer }) => pointer);
  return pointers.filter((pointer, at) => !places.has(pointer) || pointers.indexOf(pointer) !== at);
}

/** Locked texts keep their number and their order within their variable; what stands around them is free [R4]. */
function checkLocks({ before, after }: ProposedChange): Violation[] {
  // A lock stands in a mask and nowhere else, and few masks have one.
  if (before === null || !before.content.mask.some(({ locked = [] }) => locked.length > 0)) return [];
  const later = new Map(variablesOf(after).map((variable) => [variable.pointer, variable]));
  return variablesOf(before).flatMap((variable) => {
    const { pointer, locked } = variable;
    const touched = findTouchedLock(locked, textOf(variable), textOf(later.get(pointer)));
    if (touched === null) return [];
    return [
      {
        code: "locked-region" as const,
        message: `${pointer} holds a locked region that this change touches: "${excerpt(touched)}".`,
        hint: "Keep the locked text as it is, or have a person lift the lock first, in a change of its own.",
      },
    ];
  });
}

/**
 * The slots of a prompt are its interface: text and input schema must name the same ones. What others may not do is
 * drop or repeat one [R5].
 */
function checkPlaceholders({ author, before, after }: ProposedChange): Violation[] {
  if (after.kind !== "prompt") return [];
  const used = placeholdersOf(after.content);
  const declared = Object.keys(after.content.inputSchema.properties);
  const hint = "Keep every {{placeholder}} as it was, or change the input schema with it.";
  const missing = declared.filter((name) => !used.includes(name));
  const unknown = [...new Set(used)].filter((name) => !declared.includes(name));
  const violations: Violation[] = [
    ...missing.map((name) => placeholder(`{{${name}}} is in the input schema but not in the text.`, hint)),
    ...unknown.map((name) => placeholder(`{{${name}}} is in the text but not in the input schema.`, hint)),
  ];
  if (violations.length > 0 || isDecider(author) || before?.kind !== "prompt") {
    return violations;
  }
  const moved = used.toSorted().join() !== placeholdersOf(before.content).toSorted().join();
  return moved ? [placeholder("A placeholder was dropped or repeated.", hint)] : [];
}

function placeholder(message: string, hint: string): Violation {
  return { code: "placeholder-changed", message, hint };
}

/** Whoever set a limit may not be talked out of it: the older and the newer limit both hold [R9]. */
function checkTokenLimits({ before, after, countTokens }: ProposedChange): Violation[] {
  // The same holds of limits.
  const masks = [...(before?.content.mask ?? []), ...after.content.mask];
  if (masks.every(({ maxTokens }) => maxTokens === undefined)) return [];
  const limits = new Map((before === null ? [] : variablesOf(before)).map((v) => [v.pointer, v.maxTokens]));
  return variablesOf(after).flatMap((variable) => {
    const limit = Math.min(variable.maxTokens ?? Infinity, limits.get(variable.pointer) ?? Infinity);
    if (limit === Infinity) return [];
    const tokens = countTokens(textOf(variable));
    if (tokens <= limit) return [];
    return [
      {
        code: "constraint-violated" as const,
        message: `${variable.pointer} has ${tokens} tokens, over its limit of ${limit}.`,
        hint: "Shorten the text, or raise the limit in the mask by hand.",
      },
    ];
  });
}

/** Whoever writes it: nothing that looks like a credential gets into a version [R10]. */
function checkSecrets({ after }: ProposedChange): Violation[] {
  const found = findSecret(stringsOf(after.content as JsonObject).join("\n"));
  if (found === null) return [];
  return [
    {
      code: "secret-in-content",
      message: `The content seems to hold ${found}.`,
      hint: "Take it out: keys belong in the environment or the key store, never in a version.",
    },
  ];
}

/** People are shown what others do not see; what nobody can mean well by does not even get to them [R14]. */
function checkHidden({ author, before, after }: ProposedChange): Violation[] {
  if (isDecider(author)) return [];
  const known = countBy(before === null ? [] : hiddenIn(before));
  const fresh = hiddenIn(after).filter(({ text }) => {
    const left = known.get(text) ?? 0;
    known.set(text, left - 1);
    return left <= 0;
  });
  if (fresh.length === 0) return [];
  return [
    {
      code: "hidden-text",
      message: `The content holds what nobody can see: ${describeHiddenSigns(fresh)}.`,
      hint: "Write it without them; there is no text for a model that needs them.",
    },
  ];
}

function hiddenIn({ content }: ResourceContent): readonly HiddenSign[] {
  return stringsOf(content as JsonObject).flatMap(findDishonestSigns);
}

function countBy(signs: readonly HiddenSign[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of signs) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function stringsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => stringsOf(item));
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]) : [];
}

function textOf(variable: Variable | undefined): string {
  if (variable === undefined) return "";
  return typeof variable.value === "string" ? variable.value : JSON.stringify(variable.value);
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
