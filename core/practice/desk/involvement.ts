import { CONVENTION_IDS, CONVENTIONS } from "./conventions.ts";
import type { ConventionId } from "./conventions.ts";
import type { Intent } from "./intent.ts";
import { labelIntent } from "./label.ts";
import type { House } from "./house.ts";

/** The conventions for which another choice, all else as this house has it, would change the order. */
export function listInvolved(intent: Intent, house: House): readonly ConventionId[] {
  // Labels are built key by key in one order, so equal orders have equal text.
  const expected = JSON.stringify(labelIntent(intent, house));
  return CONVENTION_IDS.filter((convention) =>
    CONVENTIONS[convention].some(
      (choice) =>
        choice !== house.style[convention] &&
        JSON.stringify(labelIntent(intent, withChoice(house, convention, choice))) !== expected,
    ),
  );
}

/** The same house with one convention decided otherwise. */
export function withChoice(house: House, convention: ConventionId, choice: string): House {
  return { ...house, style: { ...house.style, [convention]: choice } };
}
