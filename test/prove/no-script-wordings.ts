import { readFileSync } from "node:fs";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";

export type WordingFigures = {
  readonly statement: string;
  readonly wordings: number;
  readonly understood: number;
};

const UNSEEN = new URL("../fixtures/paraphrases.json", import.meta.url);

/** How many wordings of each statement the model understands: written by hand, apart from its patterns. */
export function countUnderstood(): readonly WordingFigures[] {
  const unseen = JSON.parse(readFileSync(UNSEEN, "utf8")) as Readonly<Record<string, readonly string[]>>;
  return Object.entries(unseen).map(([statement, texts]) => ({
    statement,
    wordings: texts.length,
    understood: texts.filter((text) => stated(text) === statement).length,
  }));
}

/** Everything the text states, so that a wording that also states something else is not understood. */
function stated(text: string): string {
  return recogniseStatements(text)
    .map(({ convention, choice }) => `${convention}/${choice}`)
    .join();
}
