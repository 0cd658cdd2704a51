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
});
