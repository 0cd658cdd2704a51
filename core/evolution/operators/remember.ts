import { assertDefined } from "#core/base/assert.ts";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { MemoryContent } from "#core/domain/content/memory.ts";
import type { Run } from "#core/domain/run.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import { addRecords } from "#core/memory/add-records.ts";
import { distill, type Distillation } from "#core/memory/distill.ts";
import type { MemoryEvent } from "#core/memory/memory-event.ts";
import { callModel } from "#core/models/call-model.ts";
import { operatorPrompt, promptAttributes } from "#core/evolution/operator-prompt.ts";
import { operatorSampling } from "#core/evolution/operator-sampling.ts";
import { withOperatorTrace } from "#core/evolution/operator-trace.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Observation } from "./act.ts";

/** Fewer unseen runs than this are not worth a model call. */
const MIN_NEW_EVENTS = 10;
const MAX_EVENTS = 24;
const MAX_CANDIDATES = 3;

/** The memory that this session may propose notes for: the agent's first whose records are learnable. */
export function findLearnableMemory(view: ResourceView, agent: ResourceKey): ResourceKey | null {
  const { resource } = view.get(agent);
  if (resource.kind !== "agent") return null;
  const keys = resource.content.memory.map((name) => toResourceKey("memory", name));
  const isLearnable = (key: ResourceKey): boolean =>
    variablesOf(view.get(key).resource).some(({ pointer, learnable }) => pointer === "/records" && learnable);
  return keys.find(isLearnable) ?? null;
}

export type Remembered = Pick<Distillation, "reasons"> & {
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
 * Distils what train runs taught into notes for the agent's memory. It writes nothing: the notes reach the memory only
 * as a proposal that is assessed and decided like any other.
 */
export async function remember(
  context: SessionContext,
  { view, memory, seen, iteration }: RememberRequest,
): Promise<Remembered> {
  const content = memoryAt(view, memory);
  const { line, session, signal } = context;
  const prompt = operatorPrompt(view, "rememberer", line.builtIn);
  const place = { operator: "remember", part: "1", iteration };
  const found = await withOperatorTrace(context, place, async ({ path, recorder, root }) =>
    distill({
      events: seen.map((observation) => toEvent(context, observation)),
      existing: content.records,
      prompt: prompt.content,
      minNewEvents: MIN_NEW_EVENTS,
      maxEvents: MAX_EVENTS,
      maxCandidates: MAX_CANDIDATES,
      model: async (request) => {
        const sampling = operatorSampling(context, keyedSeed(session.config.seed, "remember"));
        const { line: model, name } = line.operatorModel;
        const attributes = promptAttributes(prompt);
        const call = { path: `${path}/1`, recorder, parent: root, attributes, signal };
        return (await callModel(model, { model: name, sampling, ...request }, call)).turn;
      },
    }),
  );
  if (found.candidates.length === 0) return { records: null, reasons: found.reasons };
  return { records: addRecords(content, found.candidates) as unknown as Json, reasons: found.reasons };
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
