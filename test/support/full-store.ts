import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { hashJson } from "#core/base/hash.ts";
import { toTapeDocument } from "#core/domain/tape-document.ts";
import type { ReplayReport } from "#core/domain/replay.ts";
import type { Run } from "#core/domain/run.ts";
import type { Session, SessionConfig } from "#core/domain/session.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { approveProposal } from "#core/proposals/decide.ts";
import { createSeal } from "#core/store/seals.ts";
import { packText } from "#core/store/stored-text.ts";
import { createTraceIndex } from "#core/store/trace-index.ts";
import { fileProposal } from "./proposals.ts";
import { ADA, set, setCode, setRules } from "./house-edits.ts";
import { withRaw } from "./raw-database.ts";
import type { Registry } from "./registry.ts";

const AT = 1_900_000_000_000;
const SPEND = { calls: 2, inputTokens: 30, outputTokens: 4, usd: 0.25 };

const REPORT: ReplayReport = {
  isIdentical: true,
  reused: 0,
  entries: 0,
  exact: 0,
  cosmetic: 0,
  recomputed: 0,
  unmatched: 0,
  networkCalls: 0,
  effects: { performed: 0, skipped: 0 },
  runtime: { recorded: "c", now: "c" },
  firstDivergence: null,
};

/**
 * Puts rows into every table there is, through the modules that write them: a small workspace with a past. Where none writes
 * any more, as older programs did.
 */
export function fillStore(registry: Registry): void {
  registry.commit("Be brief", setRules("Be brief."));
  registry.commit(
    "Both",
    setCode("2"),
    set("tool/done", "/description", `Ends it. ${"Really. ".repeat(60)}`),
  );
  addDataset(registry);
  for (const name of ["a", "b", "c"]) addRun(registry, name);
  addOldTrace(registry);
  addCalls(registry);
  addSession(registry);
  addAdaptations(registry);
  addSources(registry);
  for (const rules of ["Ask once.", "Ask twice."]) {
    const { id } = fileProposal(registry, { edits: [setRules(rules)], verdict: "accept" });
    approveProposal(registry.store, id, { by: ADA, rule: "person", at: AT });
  }
  fileProposal(registry, { edits: [setRules("Ask thrice.")], verdict: "undecided" });
}

function addDataset({ store }: Registry): void {
  const items = ["i", "j", "k"].map((id, at) => ({
    id,
    split: (["train", "validation", "test"] as const)[at]!,
    isDev: at === 0,
    input: `Task ${id}`,
    expected: { answer: id },
    group: at === 0 ? "g" : null,
    className: at === 0 ? null : "c",
    metadata: { noise: at },
  }));
  store.durable(() => {
    store.datasets.add({ name: "d", scorer: { type: "exact" }, hash: "h", createdAt: AT }, items);
    store.audit.append({ at: AT, type: "import", body: { dataset: "d", hash: "h", items: items.length } });
    store.audit.append({ at: AT, type: "sealed-look", body: { dataset: "d", look: 1 } });
    store.audit.append({ at: AT, type: "policy", body: { changes: [] } });
  });
}

function addRun({ store, view }: Registry, name: string): void {
  const closure = {
    agent: "agent/clerk" as const,
    versions: { "agent/clerk": view().get("agent/clerk").version },
    model: { provider: "simulated", name: "desk-1", endpoint: null, sampling: {} },
    implementations: { runtime: name },
  };
  const run: Run = {
    id: `run-${name}`,
    trace: `trace-${name}`,
    agent: "agent/clerk",
    closure: hashJson(closure),
    input: `Task ${name}`,
    output: name === "a" ? null : { answer: name },
    error: name === "a" ? { code: "step-limit", message: "too many" } : null,
    seed: 7,
    steps: 3,
    spend: SPEND,
    startedAt: AT,
    durationMs: 12.5,
  };
  store.atomic(() => {
    store.runs.putClosure(run.closure, closure);
    store.runs.append(run, { cacheKey: name === "b" ? null : `key-${name}`, isSealed: name === "b" });
    const trace = {
      id: run.trace,
      name: "run",
      run: run.id,
      startedAt: AT,
      durationMs: 12.5,
      spans: 1,
      errors: 0,
    };
    store.tapes.append(run.id, toTapeDocument({ texts: [], answers: [], calls: [], limit: null }));
    store.traces.append(trace, [{ ...SPAN, trace: run.trace }]);
    store.replays.append({
      id: `replay-${name}`,
      run: run.id,
      trace: run.trace,
      tools: "tape",
      at: AT,
      report: REPORT,
    });
    store.scores.append(
      { run: run.id, scorerHash: "s", expectedHash: "e" },
      { value: 0.5, isCorrect: false, parts: { answer: 0.5 }, failure: "threw", reason: "it threw" },
      { dataset: "d", id: name },
    );
    store.modelCalls.put(`${name}/1`, { requestHash: "r", reserved: SPEND, response: { text: name } });
    store.modelCalls.put(`${name}/2`, { requestHash: "r", reserved: NO_SPEND, response: null });
  });
}

const SPAN = {
  span: "s1",
  parent: null,
  name: "run",
  kind: "internal",
  startUs: AT * 1000,
  endUs: AT * 1000 + 5,
  error: null,
  attributes: { "gen_ai.system": "simulated" },
} as const;

function addOldTrace({ path }: Registry): void {
  const id = "trace-old";
  const spans = [{ ...SPAN, trace: id }];
  withRaw(path, (db) => {
    db.prepare("INSERT INTO trace VALUES (?, 'run', NULL, ?, 12.5, 1, 0, '')").run(id, AT);
    db.prepare("INSERT INTO trace_spans VALUES (?, ?, '')").run(id, packText(JSON.stringify(spans)));
    createSeal(db, "trace")(id);
    createSeal(db, "trace_spans")(id);
    createTraceIndex(db).append(id, spans);
  });
}

/** So many that say the same that a dictionary is made of them. */
function addCalls({ store }: Registry): void {
  store.atomic(() => {
    for (let call = 1; call <= 20; call += 1) {
      const text = `${call}. ${"The parcel has left the house and will be with you soon. ".repeat(4)}`;
      store.modelCalls.put(`${call}/d`, { requestHash: "r", reserved: SPEND, response: { text } });
    }
  });
}

function addSession({ store }: Registry): void {
  const session: Session = {
    id: store.sessions.nextId(),
    // Nothing here reads it.
    config: { agent: "agent/clerk", seed: 1 } as unknown as SessionConfig,
    state: "stopped",
    stopped: { by: "iterations", detail: "All done." },
    iteration: 2,
    operator: "assess",
    branch: MAIN_BRANCH,
    startCommit: store.headBranch.commit(),
    startedAt: AT,
    updatedAt: AT + 1,
    elapsedMs: 5,
    spend: SPEND,
  };
  store.durable(() => {
    store.sessions.add(session);
    store.sessions.addHint(session.id, "Look at dates.");
    store.sessions.note(session.id, "1/act", { items: ["i"] });
    store.sessions.save({ ...session, iteration: 3 });
    const { agent, dataset, seed } = session.config;
    const body = { agent, dataset, optimizer: "reflection", seed, branch: MAIN_BRANCH };
    store.events.append({ session: session.id, at: AT, type: "session-started", body });
  });
}

function addSources({ store }: Registry): void {
  const [version = ""] = store.versions.ids();
  store.durable(() => {
    store.sources.keep({ version, files: [{ path: "tools/a.yaml", text: "# one\n" }], at: AT });
    const files = [
      { path: "tools/a.yaml", text: "# two\n" },
      { path: "tools/a.js", text: "1" },
    ];
    store.sources.keep({ version, files, at: AT + 1 });
  });
}

function addAdaptations({ store }: Registry): void {
  const taught = { endpoint: "http://127.0.0.1:9/v1", model: "m", said: "Not here.", at: AT };
  store.durable(() => {
    store.adaptations.note({ ...taught, rule: { omit: ["seed"] } });
    store.adaptations.note({ ...taught, rule: { structured: "words" } });
  });
}
