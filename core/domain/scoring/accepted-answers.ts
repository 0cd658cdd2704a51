import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";

/**
 * Whether a list means that any of it is right. Of texts it does wherever single answers are compared. A list of numbers
 * alone is one value where values are compared, and several answers where numbers are; one that holds lists or objects is
 * always one value.
 */
const ARE_ANSWERS: Readonly<Record<Scorer["type"], (list: readonly Json[]) => boolean>> = {
  exact: (list) => list.some(isText) && list.every((one) => typeof one !== "object"),
  numeric: (list) => list.every((one) => isText(one) || typeof one === "number"),
  regex: (list) => list.every(isText),
  "json-fields": () => false,
  checks: () => false,
  code: () => false,
};

/** The answers of which any is right, where the expected value is such a list; null where it is one answer [S34]. */
export function acceptedAnswers({ type }: Scorer, expected: Json): readonly Json[] | null {
  if (!Array.isArray(expected) || expected.length === 0) return null;
  const list = expected as readonly Json[];
  return ARE_ANSWERS[type](list) ? list : null;
}

function isText(value: Json): boolean {
  return typeof value === "string";
}
