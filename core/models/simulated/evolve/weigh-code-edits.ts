import { isJsonObject } from "#core/base/json.ts";
import { CODE_EDITS } from "./code-edits.ts";
import type { Answer, CodeEdit } from "./code-edits.ts";
import { exactValue, leftToRightValue } from "./exact-value.ts";
import type { OrderCase } from "./order-case.ts";

export type CodeCandidate = {
  readonly edit: CodeEdit;
  /** Spans of the failures with an answer that the edit would put right. */
  readonly mended: readonly string[];
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
    return {
      edit,
      mended: answers
        .filter(({ answer, isTrue, isRight }) => !isRight && !isTrue && willBeTrue(answer))
        .map(({ span }) => span),
      broken: answers.filter(({ answer, isTrue }) => isTrue && !willBeTrue(answer)).length,
    };
  });
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
