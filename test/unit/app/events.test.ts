import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createEventHub, type EventHub } from "#core/app/events.ts";
import type { EventDocument } from "#core/contract/events.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
let hub: EventHub;

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
  hub = createEventHub(store);
});
afterEach(() => {
  store.close();
  place.remove();
});

function append(session: string | null, count = 1): void {
  store.atomic(() => {
    for (let at = 0; at < count; at += 1)
      store.events.append({ session, at, type: "hint", body: { text: "Dates.", by: "Ada" } });
  });
}

const progress = (done: number) =>
  ({ type: "act-progress", body: { iteration: 1, done, total: 5000 } }) as const;

function follow(session: string | null, after = 0) {
  const left = new AbortController();
  const stream = hub.stream({ session, after, signal: left.signal });
  const next = async (): Promise<EventDocument | undefined> => {
    const { value } = await stream.next();
    return value as EventDocument | undefined;
  };
  return { stream, next, leave: () => left.abort() };
}

async function take(reader: ReturnType<typeof follow>, count: number): Promise<readonly EventDocument[]> {
  const taken: EventDocument[] = [];
  while (taken.length < count) taken.push((await reader.next())!);
  return taken;
}

const links = (events: readonly EventDocument[]) =>
  events.map((event) => (event.kind === "durable" ? [event.prev, event.seq] : event.type));

it("the past comes first, from any point, each event naming the one before it in this stream", async () => {
  append("1");
  append("2");
  append("1", 2);
  append(null);
  expect(links(await take(follow("1"), 3))).toEqual([
    [0, 1],
    [1, 3],
    [3, 4],
  ]);
  expect(links(await take(follow(null), 5))).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
  // Asked from the middle, the first one names what the asker already has.
  expect(links(await take(follow("1", 2), 2))).toEqual([
    [1, 3],
    [3, 4],
  ]);
});

it("more than a page of the past comes whole", async () => {
  append("1", 1203);
  const events = await take(follow("1"), 1203);
  expect(links(events)).toEqual(Array.from({ length: 1203 }, (_, at) => [at, at + 1]));
});

it("a reader that waits is woken by what is written, and by nothing of another session", async () => {
  const reader = follow("1");
  const first = reader.next();
  append("2");
  hub.wake();
  append("1");
  hub.wake();
  expect(links([(await first)!])).toEqual([[0, 2]]);
});

it("passing events reach those who follow that session or all, and are kept for nobody", async () => {
  const [own, all, other] = [follow("1"), follow(null), follow("2")];
  const waiting = [own.next(), all.next(), other.next()];
  hub.emit("1", progress(1));
  append("2");
  hub.wake();
  const seen = await Promise.all(waiting);
  expect(seen.map((event) => event?.kind)).toEqual(["passing", "durable", "durable"]);
  const late = follow("1");
  append("1");
  expect((await late.next())?.kind).toBe("durable");
});

it("[T13] what this program cannot read keeps its place in the stream, and what follows still comes", async () => {
  append("1", 3);
  withRaw(join(place.folder, "workspace.sqlite"), (db) => {
    db.prepare("UPDATE event SET type = 'forked' WHERE seq = 1").run();
    db.prepare("UPDATE event SET body = '{}' WHERE seq = 2").run();
  });
  const events = await take(follow("1"), 3);
  expect(links(events)).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  expect(events.map(({ type, body }) => ({ type, body }))).toEqual([
    { type: "unknown", body: { type: "forked", because: "type" } },
    { type: "unknown", body: { type: "hint", because: "body" } },
    { type: "hint", body: { text: "Dates.", by: "Ada" } },
  ]);
});

it("a slow reader loses the oldest passing events, never a durable one", async () => {
  const reader = follow("1");
  const first = reader.next();
  append("1");
  hub.wake();
  await first;
  for (let done = 1; done <= 5000; done += 1) hub.emit("1", progress(done));
  append("1", 3);
  hub.wake();
  const events = await take(reader, 3 + 1000);
  const durable = events.filter(({ kind }) => kind === "durable");
  const passing = events.filter(({ kind }) => kind === "passing");
  expect(links(durable)).toEqual([
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  expect([passing[0]?.body, passing.at(-1)?.body]).toEqual([progress(4001).body, progress(5000).body]);
});

it("a reader that leaves ends its stream, while it waits too, and holds on to nothing", async () => {
  const reader = follow("1");
  const waiting = reader.stream.next();
  reader.leave();
  expect(await waiting).toEqual({ done: true, value: undefined });
  hub.emit("1", progress(1));
  expect(await reader.stream.next()).toEqual({ done: true, value: undefined });
});
