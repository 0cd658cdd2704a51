import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { TraceCursor } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import { AppError } from "#core/base/app-error.ts";
import { followSpans, startReading, type LoadedSpans } from "#renderer/features/traces/follow-spans.ts";
import { TRACE } from "#test/support/random-spans.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";

const spanAt = (at: number): SpanRecord => ({
  ...{
    trace: TRACE,
    span: at.toString(16).padStart(16, "0"),
    parent: null,
    kind: "internal",
    name: `step ${at}`,
  },
  ...{ startUs: at, endUs: at + 1, error: null, attributes: {} },
});

/** A test that fails leaves nobody looking: a trace that runs would be asked about for ever. */
let leave = (): void => undefined;

/** A host that has a trace in parts of ten spans, one for each question, and fails where it is told to. */
function setUp(isOpen = false) {
  let parts = 6;
  let failure: Error | null = null;
  const failing = new Set<number>();
  const asked: number[] = [];
  const columns = async ({ cursor: { part } }: { readonly cursor: TraceCursor }) => {
    asked.push(part);
    await Promise.resolve();
    if (failure !== null && failing.has(part)) throw failure;
    const records = part < parts ? Array.from({ length: 10 }, (_, at) => spanAt(part * 10 + at)) : [];
    const next = Math.min(parts, part + 1);
    return {
      blocks: new Blob(records.length === 0 ? [] : [toSpanBlock(records)]),
      next: { part: next, revision: 0 },
      hasMore: next < parts,
    };
  };
  const client = { traces: { columns } } as unknown as WorkspaceClient; // The one question that it asks.
  let state: Snapshot<LoadedSpans> = { data: undefined, problem: undefined, isReading: true };
  leave = followSpans({ client, trace: TRACE, isOpen, reading: startReading() }, (news) => {
    state = { ...state, ...news };
  });
  return {
    asked,
    failAt: (part: number, how: Error): void => {
      failing.add(part);
      failure = how;
    },
    mend: (): void => void (failure = null),
    grow: (by: number): void => void (parts += by),
    seen: () => ({
      spans: state.data?.table.size(),
      isWhole: state.data?.isWhole,
      problem: state.problem?.code,
      isReading: state.isReading,
    }),
    pass: async (ms: number) => {
      // Blobs are read outside of the fake time.
      for (let step = 0; step < 40; step += 1) {
        await vi.advanceTimersByTimeAsync(ms / 40);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const GONE = new DOMException("[AsyncIdQueue] Queue[9] was closed", "AbortError");
const WHOLE = { spans: 60, isWhole: true, problem: undefined, isReading: false };

describe("the spans of a trace", () => {
  it("are read to the end, part for part, and then no more", async () => {
    const { seen, pass, asked } = setUp();
    await pass(5000);
    expect([seen(), asked]).toEqual([WHOLE, [0, 1, 2, 3, 4, 5]]);
  });

  it("that break off half-way are said not to be all, and go on from there when the connection is back", async () => {
    const { seen, pass, failAt, mend, asked } = setUp();
    failAt(3, GONE);
    await pass(500);
    expect(seen()).toEqual({ spans: 30, isWhole: false, problem: "unreachable", isReading: true });
    mend();
    await pass(3000);
    expect([seen(), asked.filter((part) => part < 3)]).toEqual([WHOLE, [0, 1, 2]]);
  });

  it("that break off before the first go on too", async () => {
    const { seen, pass, failAt, mend } = setUp();
    failAt(0, GONE);
    await pass(500);
    expect(seen()).toMatchObject({ spans: undefined, problem: "unreachable" });
    mend();
    await pass(3000);
    expect(seen()).toEqual(WHOLE);
  });

  it("of a trace that runs grow on after a connection was lost, also where nothing came meanwhile", async () => {
    const { seen, pass, failAt, mend, grow } = setUp(true);
    await pass(500);
    failAt(6, GONE);
    await pass(2000);
    expect(seen()).toMatchObject({ spans: 60, problem: "unreachable" });
    mend();
    await pass(3000);
    expect(seen()).toEqual(WHOLE);
    grow(1);
    await pass(3000);
    expect(seen()).toEqual({ ...WHOLE, spans: 70 });
  });

  it("that are refused are not asked for over and over: what is known is shown as not all, until one tries again", async () => {
    const { seen, pass, failAt, asked } = setUp();
    failAt(3, new AppError("workspace-damaged", "A block of it cannot be read."));
    await pass(500);
    const before = asked.length;
    await pass(5000);
    expect(seen()).toEqual({ spans: 30, isWhole: false, problem: "workspace-damaged", isReading: false });
    expect(asked.length).toBe(before);
  });

  it("are asked for no more once nobody looks", async () => {
    const { pass, asked } = setUp(true);
    await pass(500);
    leave();
    const before = asked.length;
    await pass(5000);
    expect(asked.length).toBe(before);
  });
});
