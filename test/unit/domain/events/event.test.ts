import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import {
  eventBodySchema,
  passingBodySchema,
  type EventBody,
  type PassingBody,
} from "#core/domain/events/event-bodies.ts";
import { readEvent, type NewEvent } from "#core/domain/events/event.ts";
import {
  EVENT_TYPES,
  PASSING_TYPES,
  type EventType,
  type PassingType,
} from "#core/domain/events/event-types.ts";

const PLACE = { seq: 4, session: "1", at: 1000 } as const;
const STEP = { iteration: 1, operator: "act", part: "minibatch" } as const;
const INTERVAL = [-0.1, 0.3] as const;

/** One of each, as this program writes it, with everything that it may hold. */
const BODIES: { readonly [T in EventType]: EventBody<T> } = {
  "session-started": { agent: "agent/a", dataset: "d", optimizer: "reflection", seed: 1, branch: "try" },
  "session-state": { state: "running", by: null, detail: "" },
  "iteration-started": { iteration: 1 },
  "operator-started": STEP,
  "operator-finished": { ...STEP, items: 40, correct: 12 },
  "no-candidate": { iteration: 1, reason: "Nothing." },
  "model-unreached": { items: 3, message: "Refused." },
  "proposal-created": { proposal: "7", iteration: 1, summary: "Dates", nearly: "3", nearlyIs: "rejected" },
  "proposal-status": { proposal: "7", status: "draft", because: "It ended." },
  "assessment-finished": { proposal: "7", verdict: "reject", reason: "harmful", effect: null, n: 90 },
  decided: {
    proposal: "7",
    kind: "approve",
    by: "Ada",
    byKind: "person",
    rule: "person",
    reason: "I know why.",
    isOverride: true,
    isSelfApproved: false,
    known: { verdict: "undecided", n: 90, fixed: 3, broken: 1, effect: 0.1, interval: INTERVAL },
  },
  "branch-created": { branch: "try", commit: "c1" },
  "branch-switched": { branch: "try", from: "main", commit: "c1" },
  "tag-moved": { tag: "prod", from: null, to: "c1" },
  committed: { commit: "c1", branch: "try", proposal: "7", message: "Dates" },
  hint: { text: "Look at dates.", by: "Ada" },
  evaluated: {
    commit: "c1",
    dataset: "d",
    model: "simulated/desk-1",
    items: "hash",
    estimate: { accuracy: 0.5, score: 0.6, interval: INTERVAL, n: 40 },
  },
  embedded: { model: "team/e-1", texts: 3, spend: { calls: 1, inputTokens: 9, outputTokens: 0, usd: 0.1 } },
  imported: { dataset: "d", items: 12 },
  "dataset-changed": { dataset: "d", change: "archived", by: "Ada" },
};

const DONE = { iteration: 1, proposal: "7", done: 25, total: 400 } as const;

const PASSING: { readonly [T in PassingType]: PassingBody<T> } = {
  "item-finished": { ...DONE, item: "v-1", baselineCorrect: false, candidateCorrect: true },
  "assessment-progress": {
    ...DONE,
    measure: "net",
    effect: 0.1,
    interval: INTERVAL,
    logE: 1,
    eValue: 2.7,
    levelNeeded: null,
    fixed: 2,
    broken: 1,
    forecast: { kind: "items", likelyItems: 90, evenOddsItems: 40, hasEnoughLeft: true },
  },
  "act-progress": { iteration: 1, done: 3, total: 40 },
  "evaluation-progress": { done: 3, total: 40 },
  "traces-received": { traces: 1, spans: 4 },
  "session-interrupted": { detail: "The disk is full." },
};

/** Members that may be absent; without any other one the body is not of its type's form. */
const OPTIONAL = new Set([
  "nearly",
  "nearlyIs",
  "because",
  "known",
  "session-started.branch",
  "committed.branch",
  "committed.proposal",
  "decided.isSelfApproved",
]);

function withoutOne(type: string, body: object): readonly (readonly [string, string, JsonObject])[] {
  return Object.keys(body)
    .filter((name) => !OPTIONAL.has(name) && !OPTIONAL.has(`${type}.${name}`))
    .map((name) => {
      const { [name]: _gone, ...rest } = body as JsonObject;
      return [type, name, rest] as const;
    });
}

describe("[T13] an event", () => {
  it.each(EVENT_TYPES)("%s is read as it was written, and read again it stays so", (type) => {
    const read = readEvent(PLACE, type, JSON.parse(JSON.stringify(BODIES[type])));
    expect(read).toEqual({ ...PLACE, type, body: BODIES[type] });
    expect(readEvent(PLACE, type, read.body)).toEqual(read);
  });

  it.each(PASSING_TYPES)("%s that passes has the form of its type", (type) => {
    expect(passingBodySchema(type).parse(PASSING[type])).toEqual(PASSING[type]);
  });

  it.each(EVENT_TYPES.flatMap((type) => withoutOne(type, BODIES[type])))(
    "%s without its %s is one that this program cannot read, not one with something made up",
    (type, _name, body) => {
      expect(readEvent(PLACE, type, body)).toEqual({
        ...PLACE,
        type: "unknown",
        body: { type, because: "body" },
      });
    },
  );

  it.each(PASSING_TYPES.flatMap((type) => withoutOne(type, PASSING[type])))(
    "%s that passes without its %s is refused",
    (type, _name, body) => {
      expect(passingBodySchema(type as PassingType).safeParse(body).success).toBe(false);
    },
  );

  it("of a type that this program does not know keeps its place, and says which type it was", () => {
    const unknown = { ...PLACE, type: "unknown", body: { type: "forked", because: "type" } };
    expect(readEvent(PLACE, "forked", { from: "c1" })).toEqual(unknown);
    expect(readEvent(PLACE, "toString", {}).type).toBe("unknown");
  });
});

describe("what older programs wrote", () => {
  const OLDER: ReadonlyArray<readonly [string, EventType, JsonObject, JsonObject]> = [
    [
      "a decision that does not say whether it was about one's own change",
      "decided",
      {
        ...{ proposal: "7", kind: "reject", by: "Ada", byKind: "person", rule: "person" },
        ...{ reason: "No.", isOverride: false },
      },
      { isSelfApproved: null, reason: "No." },
    ],
    [
      "a report that began under another operator's name",
      "operator-started",
      { iteration: 3, operator: "commit", part: "report" },
      { iteration: 3, operator: "report", part: null },
    ],
    [
      "and ended so",
      "operator-finished",
      { iteration: 3, operator: "commit", part: "report" },
      { iteration: 3, operator: "report", part: null },
    ],
  ];
  it.each(OLDER)("%s", (_what, type, body, read) => {
    expect(readEvent(PLACE, type, body)).toMatchObject({ type, body: read });
  });
});

describe("a step that ended", () => {
  const finished = eventBodySchema("operator-finished");

  it.each([
    [{ ...STEP, items: "many", correct: 12 }],
    [{ ...STEP, items: 40 }],
    [{ ...STEP, operator: "guess" }],
    [{ ...STEP, operator: "reflect", hypotheses: "Dates." }],
    [{ ...STEP, operator: "decide", proposal: "7", decision: "perhaps", rule: "" }],
  ])("that tells what its operator does not is none that this program can read: %j", (body) => {
    expect(finished.safeParse(body).success).toBe(false);
  });

  it.each([
    [{ ...STEP, part: "base" }],
    [{ ...STEP, operator: "improve", part: null, summary: "" }],
    [{ ...STEP, operator: "assess", part: null, proposal: "7", verdict: null }],
    [{ ...STEP, operator: "decide", part: null, proposal: "7", decision: "none", rule: "" }],
    [{ ...STEP, operator: "remember", part: null, proposal: null }],
    [{ ...STEP, operator: "report", part: null }],
  ])("tells what its operator does, or nothing: %j", (body) => {
    expect(finished.parse(body)).toEqual(body);
  });
});

describe("what does not compile", () => {
  it("is an event without a member of its type, or with that of another", () => {
    const place = { session: null, at: 1 };
    // @ts-expect-error -- A commit has a message.
    const lacking: NewEvent = { ...place, type: "committed", body: { commit: "c1" } };
    // @ts-expect-error -- A hint has words, not a reason.
    const wrong: NewEvent = { ...place, type: "hint", body: { reason: "Dates.", by: "Ada" } };
    // @ts-expect-error -- There is no such event.
    const unheard: NewEvent = { ...place, type: "forked", body: { commit: "c1", message: "Dates" } };
    expect([lacking, wrong, unheard].map(({ type, body }) => readEvent(PLACE, type, body).type)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });
});
