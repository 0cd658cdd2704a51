import { describe, expect, it } from "vitest";
import type { DurableDocument } from "#core/contract/events.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import type { EventType } from "#core/domain/events/event-types.ts";
import { toEventLine } from "#renderer/features/improve/session/event-lines.ts";

const PLACE = { kind: "durable", seq: 4, prev: 3, session: "1", at: "2026-03-06T12:00:00.000Z" } as const;

function event<T extends EventType>(type: T, body: EventBody<T>): DurableDocument {
  return { ...PLACE, type, body } as DurableDocument; // The body is of that very type.
}

const DECIDED = {
  proposal: "7",
  by: "Ada",
  byKind: "person",
  rule: "person",
  isOverride: false,
  isSelfApproved: null,
} as const;

const ROWS: ReadonlyArray<readonly [DurableDocument, string | null]> = [
  [
    event("session-started", {
      agent: "agent/a",
      dataset: "d",
      optimizer: "reflection",
      seed: 1,
      branch: "main",
    }),
    "session started agent/a · d",
  ],
  [
    event("session-state", { state: "stopped", by: "cap", detail: "900 calls." }),
    "session stopped 900 calls.",
  ],
  [event("iteration-started", { iteration: 2 }), "iteration 2 "],
  [event("operator-started", { iteration: 1, operator: "act", part: null }), null],
  [event("operator-finished", { iteration: 1, operator: "act", part: "base" }), null],
  [
    event("operator-finished", { iteration: 1, operator: "act", part: "minibatch", items: 40, correct: 12 }),
    "ran 40 train items, 12 right ",
  ],
  [
    event("operator-finished", { iteration: 1, operator: "reflect", part: "all", hypotheses: [] }),
    "0 hypotheses ",
  ],
  [
    event("operator-finished", {
      iteration: 1,
      operator: "reflect",
      part: "minibatch",
      hypotheses: ["Dates."],
    }),
    "1 hypothesis Dates.",
  ],
  [
    event("operator-finished", { iteration: 1, operator: "improve", part: null, summary: "Say dates." }),
    "wrote a candidate Say dates.",
  ],
  [event("operator-finished", { iteration: 1, operator: "improve", part: null, summary: "" }), null],
  [event("operator-finished", { iteration: 1, operator: "improve", part: "file" }), null],
  [event("operator-finished", { iteration: 1, operator: "report", part: null }), null],
  [event("no-candidate", { iteration: 1, reason: "Nothing." }), "no candidate Nothing."],
  [event("model-unreached", { items: 3, message: "Refused." }), "model out of reach Refused."],
  [event("proposal-created", { proposal: "7", iteration: 1, summary: "Dates" }), "proposal 7 Dates"],
  [
    event("proposal-created", {
      ...{ proposal: "7", iteration: 1, summary: "Dates", nearly: "3", nearlyIs: "sent-back" },
    }),
    "proposal 7 Dates · nearly the same as proposal 3, which is sent back",
  ],
  [event("proposal-status", { proposal: "7", status: "assessing" }), null],
  [
    event("proposal-status", { proposal: "7", status: "draft", because: "It ended." }),
    "proposal 7 is unassessed again It ended.",
  ],
  [
    event("assessment-finished", {
      ...{ proposal: "7", verdict: "reject", reason: "harmful", effect: -0.1, n: 90 },
    }),
    "proposal 7: gate rejects after 90 items",
  ],
  [event("decided", { ...DECIDED, kind: "send-back", reason: "No." }), "proposal 7: sent back Ada: No."],
  [event("decided", { ...DECIDED, kind: "approve", reason: "" }), "proposal 7: approved Ada"],
  [event("committed", { branch: "main", commit: "0123456789", message: "Dates" }), "committed 0123456 Dates"],
  [event("hint", { by: "Ada", text: "Look at dates." }), "hint from Ada Look at dates."],
];

describe("events in words", () => {
  it.each(ROWS)("%j", (told, text) => {
    const line = toEventLine(told);
    expect(line === null ? null : `${line.text} ${line.note}`).toBe(text);
  });

  it("lead to the proposal that they are about, a commit to the one whose approval it is", () => {
    const commit = { branch: "main", commit: "0123456789", message: "Dates" };
    const lines = [
      event("committed", { ...commit, proposal: "7" }),
      event("committed", commit),
      event("proposal-created", { proposal: "8", iteration: 1, summary: "" }),
    ].map(toEventLine);
    expect(lines.map((line) => line?.proposal)).toEqual(["7", null, "8"]);
  });

  it("[T13] one that this program cannot read has a line that says so", () => {
    const lines = (["type", "body"] as const).map((because) =>
      toEventLine({ ...PLACE, type: "unknown", body: { type: "forked", because } }),
    );
    expect(lines.map((line) => `${line?.text} ${line?.note}`)).toEqual([
      "event “forked” This program does not know events of this kind.",
      "event “forked” This program cannot read what it says.",
    ]);
  });
});
