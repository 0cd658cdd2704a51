import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { fileCandidate } from "./candidate.ts";
import { observationsOf } from "./observations.ts";
import { findLearnableMemory, remember } from "./operators/remember.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";

/**
 * At its end a session turns what its last train runs taught into notes, and files them as a draft proposal on the
 * agent's memory. It is not assessed by itself: a person looks at the notes first, and asks for the evidence.
 */
export async function proposeNotes(context: SessionContext, journal: SessionJournal): Promise<void> {
  const { line, session } = context;
  const { iteration } = journal.session();
  const base = line.store.refs.headOf(session.branch);
  const view = viewAtCommit(line.store, base);
  const memory = findLearnableMemory(view, session.config.agent);
  const [seen] = observationsOf(line.store, session.id, iteration);
  if (memory === null || seen === undefined) return;
  await journal.step({
    iteration,
    operator: "remember",
    /** The draft that was filed; null where there was nothing to add. */
    answer: z.string().nullable(),
    run: async () => remember(context, { view, memory, seen, iteration }),
    keep: ({ records }) =>
      records === null ? null : fileNotes(context, { base, iteration, memory, records }),
    tell: (proposal) => ({ proposal }),
  });
}

type Notes = {
  readonly base: string;
  readonly iteration: number;
  readonly memory: ReturnType<typeof findLearnableMemory> & string;
  readonly records: Json;
};

function fileNotes(context: SessionContext, { base, iteration, memory, records }: Notes): string {
  const { store, clock, countTokens } = context.line;
  const edit = {
    type: "set-variables" as const,
    resource: memory,
    values: [{ pointer: "/records", value: records }],
  };
  const candidate = applyEdits(viewAtCommit(store, base), [edit], {
    store,
    author: "optimizer",
    at: clock.now(),
    countTokens,
  });
  return fileCandidate(context, {
    iteration,
    base,
    candidate,
    summary: `Remember what session ${context.session.id} learned`,
    hypotheses: [],
    author: { kind: "optimizer", name: "rememberer" },
  }).proposal;
}
