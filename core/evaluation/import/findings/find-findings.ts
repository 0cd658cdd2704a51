import type { Finding } from "#core/domain/import-finding.ts";
import { findAnswerForms } from "./answer-forms.ts";
import type { Finds } from "./found.ts";
import { findLeaks } from "./leaks.ts";
import { findOneSided } from "./one-sided.ts";
import { findPlaces } from "./places.ts";
import { findSameInputs } from "./same-inputs.ts";

/**
 * What should be known of items before they are worked on: what can never be scored right, an input that reaches no place
 * of the prompt, an answer in its input, the same input with different answers, nothing to tell apart. Items are kept as
 * they are. Linear in their text [S43].
 */
export function findFindings(finds: Finds): readonly Finding[] {
  if (finds.items.length === 0) return [];
  return [findAnswerForms, findPlaces, findLeaks, findSameInputs, findOneSided].flatMap((find) =>
    find(finds).filter((finding) => finding !== null),
  );
}
