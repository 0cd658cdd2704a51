import type { ConventionId } from "#core/practice/model/conventions.ts";
import { BEHAVIOUR_PATTERNS } from "./behaviour-patterns.ts";
import { DATE_PATTERNS } from "./date-patterns.ts";
import { ITEM_PATTERNS } from "./item-patterns.ts";
import type { Patterns } from "./pattern.ts";
import { PERSON_PATTERNS } from "./person-patterns.ts";
import { TOTAL_PATTERNS } from "./total-patterns.ts";

type Behaviour = keyof typeof BEHAVIOUR_PATTERNS;

/** What a sentence of a prompt may be about. */
export type Subject = ConventionId | Behaviour;

const CONVENTION_PATTERNS: Readonly<Record<ConventionId, Patterns>> = {
  ...DATE_PATTERNS,
  ...ITEM_PATTERNS,
  ...PERSON_PATTERNS,
  ...TOTAL_PATTERNS,
};

export const PATTERNS: Readonly<Record<Subject, Patterns>> = {
  ...CONVENTION_PATTERNS,
  ...BEHAVIOUR_PATTERNS,
};
