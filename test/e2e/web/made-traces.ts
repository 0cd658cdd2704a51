import { join } from "node:path";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { openStore } from "#core/store/store.ts";

/** Traces that no session here leaves: other programs' will. */

const START_US = Date.UTC(2026, 2, 6, 12) * 1000;

/** A root with so many spans in branches; every 997th failed. */
export function wideTrace(id: string, size: number): readonly SpanRecord[] {
  const random = keyedRandom("wide trace", size);
  const spans: SpanRecord[] = [
    toSpan(id, { row: 0, parent: null, name: "invoke_agent crew", fromUs: 0, toUs: size * 1000 }),
  ];
  for (let row = 1; row < size; row += 1) {
    // Branches of twenty: an agent that calls, and what it calls.
    const isBranch = row % 20 === 1;
    const branch = Math.floor((row - 1) / 20) * 20 + 1;
    const fromUs = row * 1000 - random.integer(400);
    const toUs = isBranch ? fromUs + 19_500 : fromUs + 200 + random.integer(1400);
    const name = isBranch
      ? `invoke_agent worker-${random.integer(9)}`
      : row % 3 === 0
        ? "execute_tool search"
        : "chat large-1";
    spans.push(
      toSpan(id, {
        row,
        parent: isBranch ? 0 : branch,
        name,
        fromUs,
        toUs,
        ...(row % 997 === 0 ? { error: "The search timed out." } : {}),
      }),
    );
  }
  return spans;
}

/** One span inside the other, the innermost failed. */
export function deepTrace(id: string, depth: number): readonly SpanRecord[] {
  return Array.from({ length: depth }, (_, row) =>
    toSpan(id, {
      row,
      parent: row === 0 ? null : row - 1,
      name: row === 0 ? "invoke_agent recursive" : `step ${row}`,
      fromUs: row * 10,
      toUs: depth * 30 - row * 10,
      ...(row === depth - 1 ? { error: "Too deep." } : {}),
    }),
  );
}

type Made = {
  readonly row: number;
  readonly parent: number | null;
  readonly name: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly error?: string;
};

function toSpan(trace: string, { row, parent, name, fromUs, toUs, error }: Made): SpanRecord {
  const [operation = ""] = name.split(" ");
  const text =
    row === 2
      ? `Look at this: data:image/png;base64,${"iVBORw0KGgo".repeat(3000)}`
      : `Part ${row} of the work.`;
  const isModel = operation === "chat";
  return {
    trace,
    span: toId(row),
    parent: parent === null ? null : toId(parent),
    name,
    kind: "internal",
    startUs: START_US + fromUs,
    endUs: START_US + toUs,
    error: error ?? null,
    attributes: {
      "gen_ai.operation.name": operation,
      ...(isModel
        ? {
            "gen_ai.input.messages": JSON.stringify([
              { role: "user", parts: [{ type: "text", content: text }] },
            ]),
            "gen_ai.usage.input_tokens": 100 + (row % 50),
            "gen_ai.usage.output_tokens": 20,
          }
        : {}),
    },
  };
}

function toId(row: number): string {
  return row.toString(16).padStart(16, "0");
}

/** Keeps some of a trace whose end never came, as a program that was ended leaves it. */
export function keepCutOff(folder: string, spans: readonly SpanRecord[]): void {
  const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  try {
    const id = spans[0]?.trace ?? "";
    const head = { id, name: "invoke_agent crew", run: null, startedAt: START_US / 1000, durationMs: 5 };
    store.atomic(() => store.traces.appendPart(head, spans, { isLast: false }));
  } finally {
    store.close();
  }
}

/** Puts traces into the workspace of a test, as an import would. */
export function keepTraces(folder: string, traces: readonly (readonly SpanRecord[])[]): void {
  const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  try {
    for (const spans of traces) {
      const [root] = spans;
      if (root === undefined) throw new Error("a trace has a root");
      store.atomic(() =>
        store.traces.append(
          {
            id: root.trace,
            name: root.name,
            run: null,
            startedAt: root.startUs / 1000,
            durationMs: ((root.endUs ?? root.startUs) - root.startUs) / 1000,
          },
          spans,
        ),
      );
    }
  } finally {
    store.close();
  }
}
