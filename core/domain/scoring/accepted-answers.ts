import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";

/**
 * What a list means as an answer: `any`, any of the texts in it is right; `itself`, it is one value like any other. For
 * a number any of the numbers or texts of a list is meant; a list that holds something else is a value.
 */
const LISTS: Readonly<Record<Scorer["type"], "any" | "itself">> = {
  exact: "any",
  numeric: "any",
  regex: "any",
  "json-fields": "itself",
  checks: "itself",
  code: "itself",
};

/** The answers of which any is right, where the expected value is such a list; null where it is one answer [S34]. */
export function acceptedAnswers({ type }: Scorer, expected: Json): readonly Json[] | null {
  if (LISTS[type] === "itself" || !Array.isArray(expected) || expected.length === 0) return null;
  const answers = expected as readonly Json[];
  const areAnswers = answers.every(
    (answer) => typeof answer === "string" || (type === "numeric" && typeof answer === "number"),
  );
  return areAnswers ? answers : null;
}
