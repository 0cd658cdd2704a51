import { z } from "zod";
import type { Store } from "#core/store/store.ts";
import { findAnswer } from "./journal-answer.ts";

/** One train item as reflection sees it. */
export const observationSchema = z.object({
  item: z.string(),
  run: z.string(),
  score: z.number(),
  isCorrect: z.boolean(),
});
export type Observation = Readonly<z.infer<typeof observationSchema>>;

/** Which train items an iteration runs: some that it draws, or all of them, dev included. */
export type Look = { readonly part: "minibatch"; readonly size: number } | { readonly part: "all" };

/** In the order in which an iteration takes them. */
const PARTS = Object.keys({ minibatch: true, all: true } satisfies Record<Look["part"], true>);

/** The step that acts on train items, and answers with what was seen. */
export function actStep({ iteration, part }: { readonly iteration: number; readonly part: string }) {
  return { iteration, operator: "act", part, answer: z.array(observationSchema).readonly() } as const;
}

/** The train items that an iteration ran so far, look by look. Throws journal-unreadable. */
export function observationsOf(
  store: Store,
  session: string,
  iteration: number,
): readonly (readonly Observation[])[] {
  return PARTS.flatMap((part) => {
    const seen = findAnswer(store, session, actStep({ iteration, part }));
    return seen === undefined ? [] : [seen];
  });
}
