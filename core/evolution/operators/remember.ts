import { assertDefined } from "#core/base/assert.ts";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { MemoryContent } from "#core/domain/content/memory.ts";
import type { Run } from "#core/domain/run.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { askOperator } from "#core/evolution/ask-operator.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { MemoryEvent } from "#core/memory/memory-event.ts";
import type { Lessons } from "#core/memory/strategies/strategy.ts";
import { strategyOf } from "#core/memory/strategies/table.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Observation } from "#core/evolution/observations.ts";

/** The memory that this session may propose notes for: the agent's first whose records are learnable. */
export function findLearnableMemory(view: ResourceView, agent: ResourceKey): ResourceKey | null {
  const { resource } = view.get(agent);
  if (resource.kind !== "agent") return null;
  const keys = resource.content.memory.map((name) => toResourceKey("memory", name));
  const isLearnable = (key: ResourceKey): boolean =>
    variablesOf(view.get(key).resource).some(({ pointer, learnable }) => pointer === "/records" && learnable);
  return keys.find(isLearnable) ?? null;
}

export type Remembered = Pick<Lessons, "reasons"> & {
  /** What `/records` would become; null when there is nothing to add. */
  readonly records: Json | null;
};

export type RememberRequest = {
  readonly view: ResourceView;
  readonly memory: ResourceKey;
  readonly seen: readonly Observation[];
  /** The journal's, as the calls' paths must not differ between a first sitting and a resumed one. */
  readonly iteration: number;
};

/**
 * What train runs taught, as the memory's strategy would keep it. It writes nothing: the notes reach the memory only as
 * a proposal that is assessed and decided like any other.
 */
export async function remember(
  context: SessionContext,
  { view, memory, seen, iteration }: RememberRequest,
): Promise<Remembered> {
  const content = memoryAt(view, memory);
  const events = seen.map((observation) => toEvent(context, observation));
  const place = { operator: "remember", part: "1", iteration };
  const { records, reasons } = await strategyOf(content).learn(content, events, async (question) =>
    askOperator(context, { ...question, ...place, view }),
  );
  // Records are JSON by their form, which is an object type and so has no index signature.
  return { records: records as unknown as Json, reasons };
}

function memoryAt(view: ResourceView, key: ResourceKey): MemoryContent {
  const { resource } = view.get(key);
  if (resource.kind !== "memory") throw new AppError("input-invalid", `${key} is not a memory.`);
  return resource.content;
}

/** Memory learns from train runs alone. */
function toEvent(
  { line, dataset }: SessionContext,
  { item: id, run: runId, isCorrect }: Observation,
): MemoryEvent {
  const item = assertDefined(line.store.datasets.item(dataset.name, id), `item ${id}`);
  const run = assertDefined(line.store.runs.find(runId), `run ${runId}`);
  const [root] = line.store.traces.spans(run.trace);
  return {
    source: "train",
    run: runId,
    spans: root === undefined ? [] : [{ span: root.span, text: root.name }],
    task: typeof item.input === "string" ? item.input : JSON.stringify(item.input),
    output: run.output,
    outcome: outcomeOf(run, isCorrect),
    expected: item.expected,
  };
}

export function outcomeOf({ error }: Pick<Run, "error">, isCorrect: boolean): MemoryEvent["outcome"] {
  if (error !== null) return "failed";
  return isCorrect ? "right" : "wrong";
}
