import { isJsonObject } from "#core/base/json.ts";
import { CODE_EDITS } from "./code-edits.ts";
import type { Answer, CodeEdit } from "./code-edits.ts";
import type { Miscalculations } from "./evidence.ts";
import { exactValue, leftToRightValue } from "./exact-value.ts";
import type { OrderCase } from "./order-case.ts";

export type CodeCandidate = {
  readonly edit: CodeEdit;
  /** Spans of the failures with an answer that the edit would put right. */
  readonly mended: readonly string[];
  readonly gain: number;
  /** Right answers that it would spoil. */
  readonly broken: number;
};

/** Edits of the calculator, by what they would have made of the answers that it gave. */
export function weighCodeEdits(cases: readonly OrderCase[]): readonly CodeCandidate[] {
  const answers = cases.flatMap(({ span, steps, isRight }) => {
    const answer = findAnswer(steps);
    return answer === null ? [] : [{ span, isRight, answer, isTrue: isSame(answer.shown, answer.exact) }];
  });
  return CODE_EDITS.map((edit) => {
    const willBeTrue = (answer: Answer): boolean => isSame(edit.predict(answer), answer.exact);
    const mended = answers
      .filter(({ answer, isTrue, isRight }) => !isRight && !isTrue && willBeTrue(answer))
      .map(({ span }) => span);
    return {
      edit,
      mended,
      gain: mended.length,
      broken: answers.filter(({ answer, isTrue }) => isTrue && !willBeTrue(answer)).length,
    };
  });
}

/** How much a look at the code is worth beside seeing it fail. */
const SUSPICION = 0.5;

/**
 * For a calculator that nobody has called yet: whoever sends the agent there for the sums it got wrong reads its code
 * first, and may notice that it has no precedence. The digits of its answers are not to be seen from the code.
 */
export function suspectCode(code: string, { cases, gain }: Miscalculations): readonly CodeCandidate[] {
  return CODE_EDITS.filter(({ aspect, apply }) => aspect === "order" && apply(code) !== code).map((edit) => ({
    edit,
    mended: cases.map(({ span }) => span),
    gain: SUSPICION * gain,
    broken: 0,
  }));
}

/** To the last digit, as a reader of the trace would compare. */
function isSame(shown: number, exact: number): boolean {
  return String(shown) === String(exact);
}

function findAnswer(steps: OrderCase["steps"]): Answer | null {
  for (const { arguments: args, result } of steps) {
    const expression = isJsonObject(args) ? args["expression"] : undefined;
    const shown = isJsonObject(result) ? result["value"] : result;
    if (typeof expression !== "string" || typeof shown !== "number") continue;
    const [exact, flat] = [exactValue(expression), leftToRightValue(expression)];
    if (exact !== null && flat !== null) return { shown, exact, flat };
  }
  return null;
}
