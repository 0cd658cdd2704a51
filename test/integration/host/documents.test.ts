import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace, waitForEnd } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const { folder, remove } = makeFolder();
let workspace: string;
let trace: string;

beforeAll(async () => {
  workspace = await makeOrderDesk(folder);
  const desk = openTestWorkspace(workspace);
  ({ trace } = await desk.client.runs.run({ task: "Where is my order 1234?" }));
  const started = await desk.client.sessions.start({ iterations: 1, seed: 5, approve: "ask" });
  await waitForEnd(desk.client, started);
  await desk.close();
  writeFileSync(join(folder, "items.jsonl"), '{"input":"1+1","expected":"2"}\nnot json\n');
});
afterAll(remove);

/** The fields that a document is documented to have; a list stands for all of its rows, of which there must be one. */
type Documented = true | readonly [Documented] | { readonly [field: string]: Documented };

const DONE = { head: true, done: true } as const;
const SPEND = { calls: true, inputTokens: true, outputTokens: true, usd: true, usdKnown: true } as const;
const CHANGE = { resource: true, from: true, to: true, label: true } as const;
const COMMIT = {
  id: true,
  parents: true,
  state: true,
  message: true,
  author: { kind: true, name: true },
  at: true,
  changes: [CHANGE],
} as const;
const PROPOSAL = {
  id: true,
  status: true,
  verdict: true,
  effect: true,
  interval: true,
  resources: [true],
  createdAt: true,
} as const;
const RESOURCE = { kind: true, name: true, version: true, label: true, state: true } as const;
const CONNECTION = {
  name: true,
  label: true,
  isStandIn: true,
  baseUrl: true,
  preset: true,
  keys: true,
  request: true,
  learned: true,
  patience: true,
  callsAtOnce: true,
  proxy: true,
  headers: true,
  fallback: true,
  problem: true,
} as const;
const TRACE = {
  trace: true,
  run: true,
  name: true,
  startedAt: true,
  durationMs: true,
  spans: true,
  errors: true,
} as const;

/** What scripts rely on: fields may be added, and are never renamed. */
const DOCUMENTS: ReadonlyArray<readonly [command: string, documented: Documented]> = [
  [
    "session show 1",
    {
      session: true,
      state: true,
      stopped: { by: true, detail: true },
      proposals: { made: true, accepted: true, rejected: true, undecided: true },
      head: true,
      spend: SPEND,
      decisionsSha256: true,
    },
  ],
  [
    "session list",
    [{ session: true, state: true, optimizer: true, agent: true, dataset: true, startedAt: true }],
  ],
  ["proposals", [PROPOSAL]],
  ["proposal show 1", { ...PROPOSAL, changes: [true], hypotheses: [true], assessment: true, decision: true }],
  ["log", [COMMIT]],
  ["show head", [COMMIT]],
  ["resource list", [RESOURCE]],
  ["resource show prompt/order-clerk", { ...RESOURCE, content: true, variables: true, dependents: [true] }],
  ["resource deprecate tool/todo --propose", { ...DONE, proposal: true, changes: [CHANGE] }],
  [
    "resource deprecate tool/todo --preview",
    { head: true, changes: [CHANGE], contract: true, differences: true, dependents: true, refusal: true },
  ],
  ["resource deprecate tool/todo", { ...DONE, commit: true, changes: [CHANGE] }],
  ["traces", [TRACE]],
  ["trace show TRACE", { ...TRACE, tree: [true] }],
  ["run Hello", { run: true, trace: true, output: true, success: true, spend: SPEND }],
  [
    "evaluate --limit 1",
    {
      dataset: true,
      split: true,
      n: true,
      correct: true,
      errors: true,
      accuracy: true,
      score: true,
      interval: [true],
      closure: true,
      spend: SPEND,
    },
  ],
  [
    "dataset import items.jsonl --name sums",
    { name: true, items: true, splits: true, skipped: [{ line: true, reason: true }] },
  ],
  ["verify", { ok: true, checked: { blobs: true, versions: true, commits: true, audit: true } }],
  ["branch create try", DONE],
  ["branch list", [{ name: true, head: true, commits: true, isCurrent: true }]],
  ["branch switch try", DONE],
  [
    "rollback head --preview",
    {
      resources: true,
      dependents: true,
      undoneCommits: true,
      conflicts: true,
      laterRuns: true,
      notRestored: true,
    },
  ],
  ["connection list", [CONNECTION]],
  ["connection add lab --base-url http://127.0.0.1:9/v1", CONNECTION],
  ["connection show lab", CONNECTION],
  ["connection forget lab", CONNECTION],
  [
    "connection try simulated/desk-1",
    { ok: true, model: true, answer: true, usage: true, omitted: true, ms: true },
  ],
  ["connection models simulated", { connection: true, models: [true] }],
  ["connection remove lab", { removed: true }],
  ["diff head head", { changes: true, contract: true }],
  ["show nowhere", { error: { code: true, message: true, hint: true } }],
];

it.each(DOCUMENTS)("[C2] the document of %s has the documented fields", async (command, documented) => {
  vi.stubEnv("INIT_CWD", folder);
  const args = command.replace("TRACE", trace).split(" ");
  const { stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  vi.unstubAllEnvs();
  expect(findMissing(JSON.parse(stdout) as Json, documented)).toEqual([]);
});

function findMissing(document: Json | undefined, documented: Documented, path = ""): readonly string[] {
  if (document === undefined) return [path];
  if (documented === true) return [];
  if (Array.isArray(documented)) {
    const [each] = documented as readonly [Documented];
    const rows = (Array.isArray(document) ? document : []) as readonly Json[];
    if (rows.length === 0) return [`${path}/0`];
    return rows.flatMap((row, at) => findMissing(row, each, `${path}/${at}`));
  }
  return Object.entries(documented).flatMap(([field, each]) =>
    findMissing(isJsonObject(document) ? document[field] : undefined, each, `${path}/${field}`),
  );
}
