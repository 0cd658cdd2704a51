import { expect, it } from "vitest";
import { readSentEvent } from "#core/contract/events.ts";

const PLACE = { kind: "durable", seq: 9, prev: 7, session: "1", at: "2026-03-06T12:00:00.000Z" } as const;
const PASSING = { kind: "passing", session: "1" } as const;

const ROWS: ReadonlyArray<readonly [string, unknown, unknown]> = [
  [
    "of a type from another version: its place is kept, so that no gap is taken for a loss",
    { ...PLACE, type: "forked", body: { from: "c1" } },
    { ...PLACE, type: "unknown", body: { type: "forked", because: "type" } },
  ],
  [
    "with a body of another form",
    { ...PLACE, type: "hint", body: { words: "Dates." } },
    { ...PLACE, type: "unknown", body: { type: "hint", because: "body" } },
  ],
  [
    "with more than is known here: what is known of it",
    { ...PLACE, type: "hint", body: { text: "Dates.", by: "Ada", mood: "good" } },
    { ...PLACE, type: "hint", body: { text: "Dates.", by: "Ada" } },
  ],
  [
    "that its host could not read either",
    { ...PLACE, type: "unknown", body: { type: "x", because: "body" } },
    "same",
  ],
  ["that passes", { ...PASSING, type: "evaluation-progress", body: { done: 3, total: 40 } }, "same"],
  [
    "that passes in another form: nobody keeps it",
    { ...PASSING, type: "act-progress", body: { done: 3 } },
    null,
  ],
  ["that passes, of another type", { ...PASSING, type: "warmed-up", body: {} }, null],
  ["that is none", { kind: "durable", seq: 9 }, null],
];

it.each(ROWS)("[T13] an event %s", (_what, sent, read) => {
  expect(readSentEvent(sent)).toEqual(read === "same" ? sent : read);
});
