import { describe, expect, it } from "vitest";
import { createTracing, failSpan, traceIdOf } from "#core/recording/tracing.ts";
import type { SpanRecord } from "#core/domain/run.ts";

const PLAIN = { kind: "internal", attributes: {} } as const;

describe("a trace", () => {
  it("its ids follow from the key and the order in which spans begin, whatever else is recorded beside it", () => {
    const alone = createTracing().record("run-1");
    alone.start({ name: "root", ...PLAIN });
    alone.start({ name: "child", ...PLAIN });
    const tracing = createTracing();
    const [first, other] = [tracing.record("run-1"), tracing.record("run-2")];
    first.start({ name: "root", ...PLAIN });
    other.start({ name: "root", ...PLAIN });
    first.start({ name: "child", ...PLAIN });
    const ids = (spans: readonly SpanRecord[]) => spans.map(({ trace, span }) => [trace, span]);
    expect(ids(first.spans())).toEqual(ids(alone.spans()));
    expect(first.trace).toBe(traceIdOf("run-1"));
    expect(other.trace).not.toBe(first.trace);
    expect(
      ids(first.spans())
        .flat()
        .filter((id) => !/^([0-9a-f]{32}|[0-9a-f]{16})$/.test(id)),
    ).toEqual([]);
  });

  it("spans keep the order in which they began, with parent, kind, attributes and times in microseconds", () => {
    const recorder = createTracing().record("run");
    const root = recorder.start({ name: "root", ...PLAIN });
    const child = recorder.start({ name: "child", kind: "client", attributes: { a: 1 }, parent: root });
    child.setAttribute("b", ["x"]);
    child.end();
    root.end();
    const [first, second] = recorder.spans();
    expect(first).toMatchObject({ name: "root", parent: null, kind: "internal", error: null });
    expect(second).toMatchObject({
      name: "child",
      parent: first?.span,
      kind: "client",
      attributes: { a: 1, b: ["x"] },
    });
    expect(second!.startUs).toBeGreaterThan(1_000_000_000_000_000);
    expect(second!.endUs).toBeGreaterThanOrEqual(second!.startUs);
  });

  it("a failed span says what failed and why", () => {
    const recorder = createTracing().record("run");
    const span = recorder.start({ name: "root", ...PLAIN });
    failSpan(span, { code: "step-limit", message: "Too many steps." });
    span.end();
    expect(recorder.spans()[0]).toMatchObject({
      error: "Too many steps.",
      attributes: { "error.type": "step-limit" },
    });
  });

  it("[T14] a part nests under its span: in the same trace, with attributes, ids and spans of its own", () => {
    const recorder = createTracing().record("run", { attributes: { closure: "outer", kept: 1 } });
    const root = recorder.start({ name: "root", ...PLAIN });
    const [first, second] = ["one", "two"].map((key) =>
      recorder.nest(key, { parent: root, attributes: { closure: key } }),
    );
    const under = first!.start({ name: "inner", ...PLAIN });
    second!.start({ name: "inner", ...PLAIN });
    first!.start({ name: "deeper", ...PLAIN, parent: under });
    first!.nest("below", { parent: under }).start({ name: "below", ...PLAIN });
    const rootId = root.spanContext().spanId;
    expect(first!.spans().map(({ name, parent, attributes }) => [name, parent, attributes])).toEqual([
      ["inner", rootId, { closure: "one", kept: 1 }],
      ["deeper", under.spanContext().spanId, { closure: "one", kept: 1 }],
      ["below", under.spanContext().spanId, { closure: "one", kept: 1 }],
    ]);
    expect(second!.spans().map(({ parent, trace }) => [parent, trace])).toEqual([[rootId, recorder.trace]]);
    expect(recorder.spans().map(({ name }) => name)).toEqual(["root", "inner", "inner", "deeper", "below"]);
    expect(new Set(recorder.spans().map(({ span }) => span)).size).toBe(5);
  });

  it("[T14] ids within a part do not hang on what goes on beside it", () => {
    const idsOf = (isAlone: boolean): readonly string[] => {
      const recorder = createTracing().record("run");
      const root = recorder.start({ name: "root", ...PLAIN });
      const [part, beside] = ["a", "b"].map((key) => recorder.nest(key, { parent: root }));
      if (!isAlone) beside!.start({ name: "beside", ...PLAIN });
      part!.start({ name: "one", ...PLAIN });
      if (!isAlone) recorder.start({ name: "outside", ...PLAIN, parent: root });
      part!.start({ name: "two", ...PLAIN });
      return part!.spans().map(({ span }) => span);
    };
    expect(idsOf(false)).toEqual(idsOf(true));
  });

  it("[T14] a trace is handed over in parts: each finished span once, what is open when it ends", () => {
    const recorder = createTracing().record("run");
    const root = recorder.start({ name: "root", ...PLAIN });
    const slow = recorder.start({ name: "slow", ...PLAIN, parent: root });
    recorder.start({ name: "quick", ...PLAIN, parent: root }).end();
    const names = (spans: readonly SpanRecord[]) => spans.map(({ name }) => name);
    expect(names(recorder.handOver())).toEqual(["quick"]);
    expect(names(recorder.handOver())).toEqual([]);
    // What was taken is the taker's.
    expect(names(recorder.spans())).toEqual(["root", "slow"]);
    slow.end();
    root.end();
    const last = recorder.handOver();
    expect(names(last)).toEqual(["root", "slow"]);
    expect(last.every(({ startUs, endUs }) => endUs !== null && endUs >= startUs)).toBe(true);
    expect(recorder.spans()).toEqual([]);
  });
});
