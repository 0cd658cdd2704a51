import { followJson } from "#core/base/json-end.ts";
import type { Json } from "#core/base/json.ts";
import { withoutThought } from "#core/domain/leading-thought.ts";

/** How many characters are looked at in all, and how many documents: an answer has one, and a draft or two. */
const SCAN_LIMIT = 4_000_000;
const MOST_DOCUMENTS = 50;

/**
 * The JSON documents in what a model wrote, the likeliest answer first: the text itself, what is in fences, what stands
 * between words; of several the last, as drafts come before what is meant. Whoever asked knows which of them is in the
 * asked form [M35].
 */
export function findDocuments(written: string): readonly Json[] {
  const text = withoutThought(written).trim();
  const whole = readDocument(text);
  if (whole !== undefined) return [whole];
  const fenced = [...text.matchAll(/```[\w-]*[ \t]*\r?\n([\s\S]*?)```/g)].flatMap(([, inside = ""]) => {
    const found = readDocument(inside.trim());
    return found === undefined ? [] : [found];
  });
  return [...fenced.toReversed(), ...documentsBetweenWords(text).toReversed()];
}

/** What is balanced and yet no JSON is passed over whole: no part of a broken document is taken for the answer. */
function documentsBetweenWords(text: string): readonly Json[] {
  const documents: Json[] = [];
  let scanned = 0;
  let start = text.search(/[{[]/);
  while (start !== -1 && scanned < SCAN_LIMIT && documents.length < MOST_DOCUMENTS) {
    const length = followJson().push(text.slice(start));
    scanned += length ?? text.length - start;
    const found = length === null ? undefined : readDocument(text.slice(start, start + length));
    if (found !== undefined) documents.push(found);
    const from = start + (length ?? 1);
    const next = text.slice(from).search(/[{[]/);
    start = next === -1 ? -1 : from + next;
  }
  return documents;
}

/** Also one with a comma behind its last member, as models write lists; undefined for what is none. */
function readDocument(text: string): Json | undefined {
  if (!/^[{["\d\-tfn]/.test(text)) return undefined;
  return parse(text) ?? parse(text.replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, "$1"));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
