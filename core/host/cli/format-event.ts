import type { DurableBodies, DurableDocument, EventDocument } from "#core/contract/events.ts";

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
  "operator-finished": (body) =>
    body.operator === "act" && body.items !== undefined
      ? `  ran ${body.items} train items, ${body.correct} right`
      : null,
  "no-candidate": ({ reason }) => `  no candidate: ${reason}`,
  "model-unreached": ({ message }) => `  model out of reach: ${message}`,
  "proposal-created": ({ proposal, summary }) => `  proposal ${proposal}: ${summary}`,
  "proposal-status": silent,
  "assessment-finished": ({ verdict, reason, n }) => `  ${verdict} (${reason}), n=${n}`,
  decided: silent,
  committed: ({ commit }) => `  committed ${commit.slice(0, 7)}`,
  hint: silent,
  evaluated: silent,
  imported: silent,
  unknown: ({ type, because }) => `  event “${type}”: ${UNKNOWN[because]}`,
};

const UNKNOWN = {
  type: "this program does not know events of this kind",
  body: "this program cannot read what it says",
} as const;

function lineOf<T extends DurableDocument["type"]>(type: T, body: DurableBodies[T]): string | null {
  const line: (body: DurableBodies[T]) => string | null = LINES[type];
  return line(body);
}
