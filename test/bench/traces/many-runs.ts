import { hashJson } from "#core/base/hash.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Run } from "#core/domain/run.ts";
import type { Store } from "#core/store/store.ts";
import { BENCH_START } from "#test/bench/register-resources.ts";

const ITEMS = 2000;
const STATIONS = ["Lakeview", "Harbour", "Mill Road", "North Gate", "Old Town"];

/** So many scored runs of one agent, each with a trace of three spans that say something of its own; 3 in 100 are wrong. */
export function keepManyRuns(store: Store, count: number): void {
  const random = keyedRandom("many runs", count);
  const closure = {
    agent: "agent/order-clerk" as const,
    versions: {},
    model: { provider: "simulated", name: "desk-1", endpoint: null, sampling: {} },
    implementations: {},
  };
  const closureId = hashJson(closure);
  store.durable(() => {
    store.runs.putClosure(closureId, closure);
    const items = Array.from({ length: ITEMS }, (_, at) => ({
      id: `i${at}`,
      split: at % 2 === 0 ? ("train" as const) : ("validation" as const),
      isDev: false,
      input: `Task ${at}`,
      expected: {},
      group: null,
      className: null,
      metadata: {},
    }));
    store.datasets.add({ name: "many", scorer: { type: "exact" }, hash: "h", createdAt: BENCH_START }, items);
  });
  const numbers = Array.from({ length: count }, (_, at) => at);
  for (let from = 0; from < count; from += 1000) {
    store.atomic(() => {
      for (const at of numbers.slice(from, from + 1000))
        keepOne(store, { at, closureId, pick: (below) => random.integer(below) });
    });
  }
}

type One = { readonly at: number; readonly closureId: string; readonly pick: (below: number) => number };

function keepOne(store: Store, { at, closureId, pick }: One): void {
  const id = hashJson({ run: at }).slice(0, 32);
  const trace = hashJson({ trace: at }).slice(0, 32);
  const startedAt = BENCH_START + at * 1000;
  const run: Run = {
    id,
    trace,
    agent: "agent/order-clerk",
    closure: closureId,
    input: `Task ${at % ITEMS}`,
    output: {},
    error: null,
    seed: at,
    steps: 1,
    spend: { calls: 1, inputTokens: 200 + pick(100), outputTokens: 20, usd: 0 },
    startedAt,
    durationMs: pick(900),
  };
  const said = `Order ${at}: ${pick(90)} boxes for ${STATIONS[pick(STATIONS.length)] ?? ""}, reference ${pick(1_000_000)}. `;
  store.runs.append(run, { cacheKey: null, isSealed: false });
  store.traces.append(
    { id: trace, name: "agent/order-clerk", run: id, startedAt, durationMs: run.durationMs },
    [0, 1, 2].map((row) => ({
      trace,
      span: (3 * at + row + 1).toString(16).padStart(16, "0"),
      parent: row === 0 ? null : (3 * at + 1).toString(16).padStart(16, "0"),
      name: ["invoke_agent order-clerk", "chat desk-1", "execute_tool search"][row] ?? "",
      kind: "internal" as const,
      startUs: startedAt * 1000 + row,
      endUs: startedAt * 1000 + row + 1,
      error: at % 500 === 0 && row === 2 ? "The search timed out." : null,
      attributes: {
        "gen_ai.operation.name": ["invoke_agent", "chat", "execute_tool"][row] ?? "",
        "gen_ai.provider.name": "simulated",
        "gen_ai.request.model": "desk-1",
        "autogenesis.output": `${said} ${"Thank you for the order. ".repeat(6)} (${row})`,
      },
    })),
  );
  store.scores.append(
    { run: id, scorerHash: "s", expectedHash: "e" },
    { value: at % 33 === 0 ? 0 : 1, isCorrect: at % 33 !== 0, parts: {} },
    { dataset: "many", id: `i${at % ITEMS}` },
  );
}
