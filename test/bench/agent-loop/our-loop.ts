import { join } from "node:path";
import { assert } from "#core/base/assert.ts";
import { runAgent } from "#core/agents/run-agent.ts";
import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { openModelLine } from "#core/app/models/models.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { later, systemClock } from "#core/app/system.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { keepRun } from "#core/evaluation/run-item.ts";
import type { Tape } from "#core/models/model-line.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ChatRequest, ModelPart, ModelProvider } from "#core/models/provider.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";
import { registerResources } from "#test/bench/register-resources.ts";
import { ANSWER, INSTRUCTIONS, TASK, TOOL, TOOL_INPUT, USAGE, type LoopShape } from "./loop-task.ts";

export type OurLoop = {
  readonly run: (id: string) => Promise<void>;
  /** Writes what is still grouped. */
  readonly finish: () => void;
  readonly close: () => void;
};

/** Notes nothing: what a run costs before the store comes in. */
const NO_TAPE: Tape = {
  find: () => null,
  put: () => undefined,
  drop: () => undefined,
  charge: () => undefined,
  endRun: () => undefined,
};

/**
 * The loop as the program runs it: spans of every step recorded with their content, arguments and results checked. With
 * `isKept` the run goes with its trace into the store, in groups, as those of evaluations and sessions do.
 */
export function openOurLoop(folder: string, shape: LoopShape, isKept: boolean): OurLoop {
  const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false, later });
  registerResources(store, null, resourcesOf(shape));
  const runtime = createRuntime(systemClock, createNodeProcessHost());
  const provider = createInstantProvider(shape);
  const opened = openModelLine(store, provider, {
    ledger: createLedger({
      caps: {},
      spent: NO_SPEND,
      elapsedMs: 0,
      clock: systemClock,
      mayCostUnknown: true,
    }),
    modelName: "instant",
    prices: createPriceTable(),
  });
  const line = runtime.agentLine({ ...opened, tape: isKept ? opened.runTape : NO_TAPE });
  const { implementations } = runtime;
  const agent = prepareAgent(viewAtCommit(store, store.headBranch.commit()), "agent/keeper", {
    provider,
    implementations,
  });
  const never = new AbortController().signal;
  return {
    run: async (id) => {
      const finished = await runAgent(line, agent, { id, input: TASK, seed: 1, signal: never });
      const { output, steps } = finished.run;
      assert(output === ANSWER && steps === shape.toolSteps + 1, "our loop did what was asked");
      if (!isKept) return;
      store.grouped(() => {
        opened.runTape.endRun(id, id);
        keepRun(store, agent, { ...finished, cacheKey: null, isSealed: false });
      });
    },
    finish: store.writeGroup,
    close: () => {
      void runtime.close();
      store.close();
    },
  };
}

/** Answers at once: a tool call for each step that is wanted, then a text. */
function createInstantProvider({ toolSteps }: LoopShape): ModelProvider {
  const usage = { ...USAGE, cachedInputTokens: 0 };
  const argumentsText = JSON.stringify(TOOL_INPUT);
  return {
    id: "instant",
    endpoint: null,
    endpointOrigin: null,
    implementation: "instant/1",
    isSimulated: true,
    countTokens: (text) => text.length,
    // An async generator is what the interface asks for; nothing here has to be waited for.
    async *stream(request: ChatRequest): AsyncGenerator<ModelPart> {
      const calls = request.messages.filter(({ role }) => role === "tool").length;
      if (calls < toolSteps) {
        yield { type: "tool-call", callId: `call-${calls}`, toolName: TOOL.name, argumentsText };
        yield { type: "finish", reason: "tool-calls", usage };
        return;
      }
      yield { type: "text-delta", text: ANSWER };
      yield { type: "finish", reason: "stop", usage };
    },
  };
}

function resourcesOf({ toolSteps }: LoopShape): ReadonlyMap<ResourceKey, unknown> {
  return new Map<ResourceKey, unknown>([
    [
      "tool/todo",
      {
        description: TOOL.description,
        type: "builtin",
        implementation: "todo",
        effect: "pure",
        timeoutMs: 1000,
        inputSchema: TOOL.inputSchema,
        mask: [],
      },
    ],
    [
      "prompt/keeper",
      {
        description: "Asks for the list.",
        messages: [
          { role: "system", sections: [{ name: "rules", text: INSTRUCTIONS }] },
          { role: "user", sections: [{ name: "task", text: "{{task}}" }] },
        ],
        inputSchema: { type: "object", properties: { task: { type: "string" } }, required: ["task"] },
        mask: [],
      },
    ],
    [
      "agent/keeper",
      {
        description: "Keeps a list.",
        loop: "tool-calling",
        prompt: "keeper",
        inputs: ["task"],
        model: { provider: "instant", name: "instant" },
        sampling: { temperature: 0, maxOutputTokens: 500 },
        tools: ["todo"],
        environments: [],
        memory: [],
        limits: { maxSteps: toolSteps + 2, maxTokens: 1_000_000, timeoutMs: 60_000 },
        mask: [],
      },
    ],
  ]);
}
