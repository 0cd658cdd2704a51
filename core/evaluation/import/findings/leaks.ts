import type { Json } from "#core/base/json.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import type { ReadItem } from "#core/evaluation/import/items.ts";
import { foundAt, someOf, toSentence, type Finds } from "./found.ts";

/** So many characters and more are equal by no chance. */
const TELLING_LENGTH = 12;
/** Shorter answers are equal to other fields now and then: it takes most of the items, and several answers. */
const MOST = 0.9;
const LEAST_ITEMS = 3;

/** What people call an answer where it stands beside its question. */
const LABEL =
  /^\W{0,6}(?:(?:the |correct |expected |final |right |gold |reference )*(?:answer|solution|output|label|target|response)|answer key|ground[ _]truth|expected|gold|a)\s{0,4}(?::|=|is\b|->)\s*(.+)$/iu;

/** Items of which a field of the input is the answer, or the input says it on a line of its own [S43]. */
export function findLeaks({ items }: Finds): readonly (Finding | null)[] {
  const equal = new Map<string, ReadItem[]>();
  const labelled: ReadItem[] = [];
  for (const entry of items) {
    const { input, expected } = entry.item;
    const answer = toKey(expected);
    if (answer === "") continue;
    const texts = typeof input === "string" ? [] : Object.entries(input);
    for (const [field, text] of texts) {
      if (toKey(text) !== answer) continue;
      const others = equal.get(field);
      if (others === undefined) equal.set(field, [entry]);
      else others.push(entry);
    }
    const all = typeof input === "string" ? [input] : Object.values(input);
    if (all.some((text) => saysAnswer(text, answer))) labelled.push(entry);
  }
  const lines = labelled.map(({ line }) => line);
  return [
    ...[...equal].map(([field, found]) => tellField(field, found, items)),
    foundAt(lines, {
      kind: "leak",
      reason: `${toSentence(`the input of ${someOf(lines.length, items.length)}`)} says the answer on a line of its own, as "Answer: …" does: the agent reads what it is asked for.`,
    }),
  ];
}

function tellField(field: string, found: readonly ReadItem[], items: readonly ReadItem[]): Finding | null {
  const telling = found.filter(({ item }) => toKey(item.expected).length >= TELLING_LENGTH);
  const answers = new Set(found.map(({ item }) => toKey(item.expected)));
  const isOften = found.length >= Math.max(LEAST_ITEMS, MOST * items.length) && answers.size > 1;
  const leaks = isOften || (items.length < LEAST_ITEMS && found.length === items.length) ? found : telling;
  return foundAt(
    leaks.map(({ line }) => line),
    {
      kind: "leak",
      field,
      reason: `The field "${field}" of the input is the answer itself in ${someOf(leaks.length, items.length)}: the agent reads what it is asked for. Leave the field out of the input.`,
    },
  );
}

function saysAnswer(text: string, answer: string): boolean {
  return text.split("\n").some((line) => {
    const said = LABEL.exec(line)?.[1];
    return said !== undefined && toKey(said.replace(/[.\s"'*`]+$/, "").replace(/^["'*`]+/, "")) === answer;
  });
}

/** Letter case and white space aside. */
function toKey(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll(/\s+/g, " ").trim().toLowerCase();
}
