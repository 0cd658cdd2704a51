import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { openModelLine } from "#core/app/models/models.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { later, systemClock } from "#core/app/system.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { assert, assertDefined } from "#core/base/assert.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import { takePaid } from "#core/evaluation/run-item.ts";
import { readValidation } from "#core/evaluation/sealed-split.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ChatRequest, ModelPart, ModelProvider } from "#core/models/provider.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";
import { CONCURRENCY, ITEMS } from "./trivial-items.ts";

/** Run as `node evaluate-once.ts WORKSPACE SEED`: prints how many milliseconds the evaluation alone took. */

const ECHO: ModelProvider = {
  id: "echo",
  endpoint: null,
  endpointOrigin: null,
  implementation: "echo/1",
  isSimulated: true,
  countTokens: (text) => text.length,
  // An async generator is what the interface asks for; nothing here has to be waited for.
  async *stream({ messages }: ChatRequest): AsyncGenerator<ModelPart> {
    yield { type: "text-delta", text: messages.at(-1)?.content ?? "" };
    const usage = { inputTokens: 6, outputTokens: 4, cachedInputTokens: 0 };
    yield { type: "finish", reason: "stop", usage };
  },
};

async function evaluateOnce(folder: string, seed: number): Promise<number> {
  const store = openStore(workspacePaths(folder).database, { readOnly: false, later });
  const runtime = createRuntime(systemClock, createNodeProcessHost());
  const ledger = createLedger({
    caps: {},
    spent: NO_SPEND,
    elapsedMs: 0,
    clock: systemClock,
    mayCostUnknown: true,
  });
  const model = openModelLine(store, ECHO, { ledger, modelName: "echo", prices: createPriceTable() });
  const agents = runtime.rolloutLine({ ...model, tape: model.runTape }, { replica: null, workers: 1 });
  const dataset = assertDefined(store.datasets.find("echo"), "the dataset");
  const startedAt = performance.now();
  const view = viewAtCommit(store, store.headBranch.commit());
  const agent = prepareAgent(view, "agent/echo", {
    provider: ECHO,
    implementations: runtime.implementations,
  });
  let correct = 0;
  for await (const outcomes of evaluateItems(
    { store, agents, inFlight: runtime.inFlight, score: runtime.score, take: takePaid },
    agent,
    {
      dataset,
      items: readValidation(store, dataset.name),
      seedOf: (item) => keyedSeed("bench", seed, item.id),
      repetitions: 1,
      concurrency: CONCURRENCY,
      scope: `bench/${seed}`,
      signal: new AbortController().signal,
    },
  )) {
    correct += outcomes.filter(({ score, isCached }) => score.isCorrect && !isCached).length;
  }
  const ms = performance.now() - startedAt;
  await runtime.close();
  store.close();
  assert(correct === ITEMS, `${correct} of ${ITEMS} items were run and right`);
  return ms;
}

const [, , folder = "", seed = ""] = process.argv;
console.log(await evaluateOnce(folder, Number(seed)));
