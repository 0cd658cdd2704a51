import type { DurableBodies, DurableDocument, EventDocument } from "#core/contract/events.ts";
import type { FinishedBody } from "#core/domain/events/step-bodies.ts";
import type { Operator } from "#core/domain/session.ts";

/** What a terminal tells of an event; null where it says nothing of it. */
export function formatEvent(event: EventDocument): string | null {
  return event.kind === "durable" ? lineOf(event.type, event.body) : null;
}

const silent = (): null => null;

/** What a terminal tells of each event; those that say nothing there are listed as well. */
const LINES: { readonly [T in DurableDocument["type"]]: (body: DurableBodies[T]) => string | null } = {
  "session-started": silent,
  "session-state": ({ state, detail }) => (state === "running" ? null : `${state}: ${detail}`),
  "iteration-started": ({ iteration }) => `iteration ${iteration}`,
  "operator-started": silent,
  "operator-finished": lineOfStep,
  "no-candidate": ({ reason }) => `  no candidate: ${reason}`,
  "model-unreached": ({ message }) => `  model out of reach: ${message}`,
  "proposal-created": ({ proposal, summary }) => `  proposal ${proposal}: ${summary}`,
  "proposal-status": silent,
  "assessment-finished": ({ verdict, reason, n }) => `  ${verdict} (${reason}), n=${n}`,
  decided: silent,
  "branch-created": silent,
  "branch-switched": silent,
  "tag-moved": silent,
  committed: ({ commit }) => `  committed ${commit.slice(0, 7)}`,
  hint: silent,
  evaluated: silent,
  embedded: silent,
  imported: silent,
  "dataset-changed": silent,
  unknown: ({ type, because }) => `  event “${type}”: ${UNKNOWN[because]}`,
};

type StepBody<O extends Operator> = Extract<FinishedBody, { readonly operator: O }>;

/** What a terminal tells of each operator's step that is done; the outcome of the others has events of its own. */
const STEPS: { readonly [O in Operator]: (body: StepBody<O>) => string | null } = {
  act: ({ items, correct }) => (items === undefined ? null : `  ran ${items} train items, ${correct} right`),
  reflect: silent,
  improve: silent,
  assess: silent,
  decide: silent,
  remember: silent,
  report: silent,
};

function lineOfStep(body: FinishedBody): string | null {
  const line = STEPS[body.operator] as (body: FinishedBody) => string | null; // The row of this very operator.
  return line(body);
}

const UNKNOWN = {
  type: "this program does not know events of this kind",
  body: "this program cannot read what it says",
} as const;

function lineOf<T extends DurableDocument["type"]>(type: T, body: DurableBodies[T]): string | null {
  const line: (body: DurableBodies[T]) => string | null = LINES[type];
  return line(body);
}
