import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { clientAs, outcomeOf } from "#test/support/asked-as.ts";
import {
  agentContent,
  builtinContent,
  memoryContent,
  promptContent,
  promptWith,
  RULES,
} from "#test/support/contents.ts";
import { readPropertySeed } from "#test/support/property-seed.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000 });
const { folder, remove } = makeFolder();
let desk: TestWorkspace;
beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
});
afterAll(async () => {
  await desk.close();
  remove();
});

/** What there is, what comes in on the way, and what never does. */
const KEYS: readonly ResourceKey[] = [
  ...(["agent/solver", "agent/one", "prompt/solver", "prompt/one", "tool/done", "tool/todo"] as const),
  ...(["tool/one", "memory/house-notes", "memory/one", "prompt/nobody"] as const),
];
const PARTS: readonly ResourceKey[] = ["tool/todo", "tool/one", "memory/one", "prompt/one", "agent/one"];
const AGENT = agentContent({ prompt: "one", tools: ["done"], environments: [], memory: [] });
/** By kind, what fits it; and what fits nothing. */
const CONTENTS: ReadonlyArray<readonly [ResourceKey, Json]> = [
  ["agent/one", AGENT],
  ["prompt/one", promptContent()],
  ["prompt/one", promptWith("House rules: be kind. Never invent.", { mask: [] })],
  ["tool/one", builtinContent()],
  ["tool/todo", builtinContent({ description: "Other." })],
  ["memory/one", memoryContent()],
  ["memory/one", memoryContent({ description: "Ours." })],
  ["memory/one", promptContent()],
  ["tool/one", {}],
];
/** Places, and values for them that may stand there or not. */
const SET: ReadonlyArray<readonly [ResourceKey, string, readonly Json[]]> = [
  ["prompt/one", RULES, ["House rules: be brief. Never invent.", "House rules: Never invent.", "No locks."]],
  ["prompt/solver", "/messages/0/sections/0/text", ["Solve it.", "Solve it at once.", "{{more}}"]],
  ["memory/one", "/description", ["One.", "Two.", 3]],
  ["agent/solver", "/sampling/temperature", [0, 0.5, "warm"]],
  ["tool/todo", "/mask/0/learnable", [true]],
];

const key = fc.constantFrom(...KEYS);
const placed = fc.constantFrom(...SET);
const type = <T extends string>(...types: readonly T[]) => fc.constantFrom(...types);
const content = fc.constantFrom(...CONTENTS).map(([resource, held]) => ({ resource, content: held }));
const setting = placed.chain(([resource, pointer, values]) =>
  fc.constantFrom(...values).map((value) => ({ resource, values: [{ pointer, value }] })),
);
const edit: fc.Arbitrary<AskedEdit> = fc.oneof(
  fc.tuple(type("register", "update"), content).map(([type, held]) => ({ type, ...held })),
  fc.record({ type: type("copy"), resource: key, from: key }),
  setting.map((values) => ({ type: "set-variables" as const, ...values })),
  fc.record({ type: type("step"), resource: key, step: type("deprecate", "unregister", "reactivate") }),
  fc.record({
    type: type("attach", "detach"),
    resource: fc.constantFrom<ResourceKey>("agent/solver", "agent/one"),
    part: fc.constantFrom(...PARTS),
  }),
  fc
    .tuple(placed, fc.boolean())
    .map(([[resource, pointer], learnable]) => ({ type: "mask" as const, resource, pointer, learnable })),
  fc
    .tuple(type("lock", "unlock"), placed, type("Solve", "Never invent.", "nowhere"))
    .map(([type, [resource, pointer], text]) => ({ type, resource, pointer, text })),
);
const asked = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 2 }),
  author: fc.constantFrom<AuthorKind>(...Array<AuthorKind>(9).fill("person"), "optimizer", "agent", "client"),
  as: fc.constantFrom("commit" as const, "proposal" as const),
});

/** The changes go on from one to the next, so that there is something to restore, to retire and to bump into. */
it("[R32] what is foretold of any change, by anybody, is what it does: the same changes or the same refusal", async () => {
  const seed = readPropertySeed(process.env["PROPERTY_SEED"]);
  const codes = new Map<string, number>();
  for (const [at, { edits, author, as }] of fc.sample(asked, { seed, numRuns: 400 }).entries()) {
    const client = clientAs(desk, author);
    const foretold = await client.resources.previewChange({ edits, as });
    const head = desk.store.headBranch.commit();
    const done = await outcomeOf(client.resources.change({ edits, as, message: `Change ${at}` }));
    const what = `seed ${seed}, change ${at} by ${author}: ${JSON.stringify(edits)}`;
    if (done.code === "done" && "answer" in done) {
      expect([what, foretold.refusal, foretold.changes, foretold.contract]).toEqual([
        what,
        null,
        done.answer.changes,
        done.answer.contract,
      ]);
      const { commit } = done.answer;
      const told = commit === undefined ? null : (await client.history.show({ commit })).changes;
      expect([what, told]).toEqual([what, commit === undefined ? null : foretold.changes]);
      expect(commit === undefined || author === "person").toBe(true);
    } else {
      const { code, message } = foretold.refusal ?? { code: "done", message: "" };
      expect([what, code, message]).toEqual([what, done.code, "message" in done ? done.message : ""]);
      expect([what, desk.store.headBranch.commit()]).toEqual([what, head]);
    }
    codes.set(done.code, (codes.get(done.code) ?? 0) + 1);
  }
  // It says something only where both come about, and in many ways.
  expect(codes.get("done")).toBeGreaterThan(30);
  expect(codes.size).toBeGreaterThan(6);
  expect(await desk.client.workspace.verify()).toMatchObject({ ok: true });
});
