import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it } from "vitest";
import { performRollout, toRolloutRequest } from "#core/agents/perform-rollout.ts";
import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { openProvider } from "#core/app/models/models.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { RolloutRequest, RolloutResult } from "#core/domain/rollout.ts";
import { readTrain } from "#core/evaluation/sealed-split.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { openRolloutLine } from "#test/support/rollout-line.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
const never = new AbortController().signal;
const FILES = "environment/desk-files";
let desk: TestWorkspace;
let request: RolloutRequest;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  const { runtime } = desk.workspace.contextFor(desk.workspace.person);
  const view = viewAtCommit(desk.store, desk.store.headBranch.commit());
  const provider = openProvider({ provider: "simulated", name: "desk-1" }, { find: () => null }, {});
  const clerk = prepareAgent(view, "agent/order-clerk", {
    provider,
    implementations: runtime.implementations,
  });
  const { version, resource } = view.get(FILES);
  // With an environment too, so that everything a rollout can hold is in it.
  const agent = {
    ...clerk,
    environments: [{ key: FILES, version, content: resource.content as EnvironmentContent }] as const,
  };
  const [item] = readTrain(desk.store, "order-desk");
  request = toRolloutRequest(agent, {
    id: "0123456789abcdef0123456789abcdef",
    input: item!.input,
    initialState: { [FILES]: { files: { "note.txt": 'ÿ \u0000 \\ "' } } },
    seed: 5,
    repetition: 0,
    isSealed: false,
  });
});
afterAll(async () => {
  await desk.close();
  remove();
});

/** Without what a clock says: the only thing in which two makings may differ. */
function timeless({ run, spans, tape, ...result }: RolloutResult) {
  return {
    ...result,
    run: { ...run, startedAt: 0, durationMs: 0 },
    spans: spans.map((span) => ({ ...span, startUs: 0, endUs: 0 })),
    tape: {
      ...tape,
      answers: tape.answers.map((answer) => ({ ...answer, startUs: 0, endUs: 0 })),
      calls: tape.calls.map((call) => ({ ...call, startUs: 0, endUs: 0 })),
    },
  };
}

async function performHere(asked: RolloutRequest): Promise<RolloutResult> {
  const line = openRolloutLine(asked);
  try {
    return await performRollout(line, asked, never);
  } finally {
    await line.close();
  }
}

it("[R22] a rollout is the same run here, of a request that was JSON, and in a thread", async () => {
  const here = await performHere(request);
  expect(here.run.error).toBe(null);
  expect(here.tape.calls.length).toBeGreaterThan(0);
  expect(Object.keys(here.run.finalStates ?? {})).toEqual([FILES]);
  expect([here.output, here.spend]).toEqual([here.run.output, here.run.spend]);

  const written = JSON.parse(JSON.stringify(request)) as RolloutRequest;
  const fromJson = await performHere(written);
  expect(timeless(fromJson)).toEqual(timeless(here));
  // And the result is JSON without loss, too.
  expect(JSON.parse(JSON.stringify(here))).toEqual(here);

  const worker = new Worker(new URL("./rollout-worker.ts", import.meta.url));
  try {
    worker.postMessage(request);
    const [message] = (await once(worker, "message")) as [RolloutResult];
    expect(timeless(message)).toEqual(timeless(here));
  } finally {
    await worker.terminate();
  }
});

it("a request's limits hold for it alone: the system is the one it was", async () => {
  const { run } = await performHere({ ...request, limits: { ...request.limits, maxTokens: 1 } });
  expect(run).toMatchObject({ error: { code: "token-limit" }, closure: request.agent.closureId });
});
