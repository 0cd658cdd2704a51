import { expect, it } from "vitest";
import type { DurableDocument, EventDocument } from "#core/contract/events.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import type { EventType } from "#core/domain/events/event-types.ts";
import { formatEvent } from "#core/host/cli/format/event.ts";

const PLACE = { kind: "durable", seq: 4, prev: 3, session: "1", at: "2026-03-06T12:00:00.000Z" } as const;

function event<T extends EventType>(type: T, body: EventBody<T>): DurableDocument {
  return { ...PLACE, type, body } as DurableDocument; // The body is of that very type.
}

const STEP = { iteration: 1, operator: "act", part: "minibatch" } as const;

const ROWS: ReadonlyArray<readonly [EventDocument, string | null]> = [
  [event("iteration-started", { iteration: 2 }), "iteration 2"],
  [event("operator-started", STEP), null],
  [event("operator-finished", { ...STEP, items: 40, correct: 12 }), "  ran 40 train items, 12 right"],
  [event("operator-finished", { ...STEP, part: "base" }), null],
  [event("no-candidate", { iteration: 1, reason: "Nothing." }), "  no candidate: Nothing."],
  [event("model-unreached", { items: 3, message: "Refused." }), "  model out of reach: Refused."],
  [event("proposal-created", { proposal: "7", iteration: 1, summary: "Dates" }), "  proposal 7: Dates"],
  [
    event("assessment-finished", { proposal: "7", verdict: "reject", reason: "harmful", effect: 0, n: 90 }),
    "  reject (harmful), n=90",
  ],
  [event("committed", { branch: "main", commit: "0123456789", message: "Dates" }), "  committed 0123456"],
  [event("session-state", { state: "running", by: null, detail: "" }), null],
  [event("session-state", { state: "stopped", by: "cap", detail: "900 calls." }), "stopped: 900 calls."],
  [
    { ...PLACE, type: "unknown", body: { type: "forked", because: "type" } },
    "  event “forked”: this program does not know events of this kind",
  ],
  [
    { ...PLACE, type: "unknown", body: { type: "hint", because: "body" } },
    "  event “hint”: this program cannot read what it says",
  ],
  [{ kind: "passing", session: null, type: "evaluation-progress", body: { done: 3, total: 40 } }, null],
];

it.each(ROWS)("[T13] a terminal tells of %j", (told, line) => {
  expect(formatEvent(told)).toBe(line);
});
