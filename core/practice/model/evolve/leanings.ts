import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import type { Subject } from "#core/practice/model/statements/patterns.ts";
import type { Statement } from "#core/practice/model/statements/recognise-statements.ts";
import type { CodeEdit } from "./code-edits.ts";
import type { RejectedProposal } from "./read-blocks.ts";

/** What was learned, said and refused before, as failures explained or not. */
export type Leanings = {
  readonly toRule: (subject: Subject, choice: string) => number;
  readonly toEdit: (edit: CodeEdit) => number;
};

const INSIGHT = 1.5;
const HINT = 4;
const HINTED_TOPIC = 2;
/** Shared among what a refused proposal carried: any of it may have been to blame. */
const REFUSAL = 4;
const UNDECIDED = 1;

export function readLeanings(
  insights: string,
  hint: string,
  rejected: readonly RejectedProposal[],
): Leanings {
  const [learned, hinted] = [recogniseStatements(insights), recogniseStatements(hint)];
  const refused = rejected.map(({ text, verdict }) => {
    const statements = recogniseStatements(text);
    const carried = new Set(statements.map(({ convention, choice }) => `${convention}/${choice}`)).size;
    return {
      text: text.toLowerCase(),
      statements,
      cost: verdict === "undecided" ? UNDECIDED : REFUSAL,
      carried,
    };
  });
  return {
    toRule: (subject, choice) => {
      const isSame = ({ convention, choice: said }: Statement): boolean =>
        convention === subject && said === choice;
      const isTopic = ({ convention, choice: said }: Statement): boolean =>
        convention === subject && said === null;
      const cost = refused
        .filter(({ statements }) => statements.some(isSame))
        .reduce((sum, each) => sum + each.cost / each.carried, 0);
      const help = hinted.some(isSame) ? HINT : hinted.some(isTopic) ? HINTED_TOPIC : 0;
      return help + (learned.some(isSame) ? INSIGHT : 0) - cost;
    },
    toEdit: ({ isMeant }) => {
      const help =
        (isMeant.test(hint.toLowerCase()) ? HINT : 0) + (isMeant.test(insights.toLowerCase()) ? INSIGHT : 0);
      const cost = refused
        .filter(({ text }) => isMeant.test(text))
        .reduce((sum, each) => sum + each.cost / (each.carried + 1), 0);
      return help - cost;
    },
  };
}
