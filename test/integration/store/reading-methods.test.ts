import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import type { TraceFilter } from "#core/store/trace-search.ts";
import { fillStore } from "#test/support/full-store.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openRegistry } from "#test/support/registry.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

/** Of a module its methods; of what stands alone, its own name. */
type Method = {
  [Name in keyof WorkspaceStore]: WorkspaceStore[Name] extends (...given: never) => unknown
    ? Name
    : `${Name}.${keyof WorkspaceStore[Name] & string}`;
}[keyof WorkspaceStore];

/** What writes, and what says something of the connection alone. */
const OTHERS = [
  "atomic",
  "durable",
  "grouped",
  "writeGroup",
  "explain",
  "isCurrent",
  "close",
  "blobs.put",
  "blobs.putHashed",
  "versions.draft",
  "versions.keep",
  "versions.put",
  "states.put",
  "commits.append",
  "refs.set",
  "refs.remove",
  "headBranch.set",
  "audit.append",
  "operations.append",
  "datasets.add",
  "datasets.remove",
  "runs.putClosure",
  "runs.append",
  "traces.append",
  "traces.appendPart",
  "modelCalls.put",
  "modelCalls.drop",
  "scores.append",
  "sessions.add",
  "sessions.save",
  "sessions.saveSpent",
  "sessions.addHint",
  "sessions.note",
  "events.append",
  "adaptations.note",
  "adaptations.forget",
  "sources.keep",
  "proposals.add",
  "tapes.append",
  "replays.append",
  "proposals.setStatus",
  "proposals.addAssessment",
  "proposals.addDecision",
] as const;
type Reading = Exclude<Method, (typeof OTHERS)[number]>;

const CLERK: ResourceKey = "agent/clerk";
const RUN = "run-a";
const TRACES = ["trace-a", "trace-b", "trace-old"];
const ALL: TraceFilter = { text: "", hasErrors: false };
const FILTERS: readonly TraceFilter[] = [
  ALL,
  { ...ALL, text: "run" },
  { ...ALL, text: "abcd" },
  { ...ALL, agent: "clerk" },
  { ...ALL, model: "desk-1" },
  { ...ALL, session: "1" },
  { ...ALL, hasErrors: true },
  { ...ALL, isWrong: true },
  { ...ALL, split: "train" },
];
const ORDERS = ["started", "duration", "spans", "errors", "tokens", "outcome", "item"] as const;

const headOf = (store: WorkspaceStore): string => store.headBranch.commit();
const stateOf = (store: WorkspaceStore): string => store.commits.get(headOf(store)).state;
const versionOf = (store: WorkspaceStore): string =>
  store.states.entry(stateOf(store), CLERK)?.version ?? "none";
const assessmentOf = (store: WorkspaceStore) => store.proposals.allAssessments()[0];

/** One question to each method that reads: a method that is in neither list does not compile. */
const READINGS: Readonly<Record<Reading, (store: WorkspaceStore) => unknown>> = {
  reading: (store) => store.reading(() => headOf(store)),
  "blobs.find": ({ blobs }) => blobs.hashes().map(blobs.find),
  "blobs.get": ({ blobs }) => blobs.hashes().map(blobs.get),
  "blobs.hashes": ({ blobs }) => blobs.hashes(),
  "blobs.rehash": ({ blobs }) => blobs.hashes().map(blobs.rehash),
  // What `soundness.contents` is made of.
  "blobs.rehashRow": (store) => [...store.soundness.contents({ blobs: 0, versions: 0 })],
  "versions.search": ({ versions }) => versions.search("ends house", 10),
  "versions.has": (store) => [versionOf(store), "none"].map(store.versions.has),
  "versions.get": ({ versions }) => versions.ids().map(versions.get),
  "versions.ids": ({ versions }) => versions.ids(),
  "dependents.of": (store) =>
    store.dependents.of(
      store.states.get(stateOf(store)),
      "tool/done",
      (id) => store.versions.get(id).content,
    ),
  "states.get": (store) => [...store.states.get(stateOf(store))],
  "states.entry": (store) => store.states.entry(stateOf(store), CLERK),
  "commits.find": ({ commits }) => commits.ids().map(commits.find),
  "commits.get": (store) => store.commits.get(headOf(store)),
  "commits.withPrefix": (store) => store.commits.withPrefix(headOf(store).slice(0, 7)),
  "commits.history": (store) => store.commits.history(headOf(store), 100),
  "commits.countUpTo": (store) => store.commits.countUpTo(headOf(store)),
  "commits.back": (store) => store.commits.back(headOf(store), 2),
  "commits.labelAt": (store) => store.commits.labelAt(headOf(store), CLERK),
  "commits.versionsUpTo": (store) => store.commits.versionsUpTo(headOf(store), CLERK),
  "commits.changesOf": (store) => store.commits.changesOf(headOf(store), CLERK),
  "commits.broughtIn": (store) => store.commits.broughtIn(headOf(store), CLERK, versionOf(store)),
  "commits.changing": (store) =>
    store.commits.changing(
      new Set<ResourceKey>([CLERK, "tool/done"]),
      headOf(store),
      store.commits.ids()[0] ?? "",
    ),
  "commits.ofProposal": ({ commits }) => commits.ofProposal("1"),
  "commits.ids": ({ commits }) => commits.ids(),
  "commits.inOrder": ({ commits }) => commits.inOrder(commits.ids().toReversed()),
  "commits.steps": ({ commits }) => commits.steps(),
  "commits.versionsEver": ({ commits }) => commits.versionsEver(CLERK),
  "commits.touching": ({ commits }) => [...commits.touching([CLERK, "tool/done"])],
  "commits.states": ({ commits }) => [...commits.states()],
  "commits.count": ({ commits }) => commits.count(),
  "commitSearch.find": ({ commitSearch }) =>
    ["", "be BRIEF", "both", "nothing"].map((text) => commitSearch.find(text, 10)),
  "historySkeleton.readSome": ({ historySkeleton }) => historySkeleton.readSome(),
  "historySkeleton.read": (store) => store.historySkeleton.read(headOf(store)),
  "tapes.has": ({ tapes }) => [RUN, "none"].map(tapes.has),
  "tapes.bytesOf": ({ tapes }) => [RUN, "none"].map(tapes.bytesOf),
  "tapes.find": ({ tapes }) => [RUN, "none"].map(tapes.find),
  "replays.ofRun": ({ replays }) => [RUN, "none"].map((run) => replays.ofRun(run, 10)),
  "replays.ofTrace": ({ replays }) => TRACES.map(replays.ofTrace),
  "replays.playable": ({ replays }) => replays.playable(0, 10),
  "refs.find": ({ refs }) => [MAIN_BRANCH, "none"].map(refs.find),
  "refs.list": ({ refs }) => refs.list(),
  "refs.branches": ({ refs }) => refs.branches(),
  "refs.tags": ({ refs }) => refs.tags(),
  "refs.headOf": ({ refs }) => refs.headOf(MAIN_BRANCH),
  "headBranch.written": ({ headBranch }) => headBranch.written(),
  "headBranch.name": ({ headBranch }) => headBranch.name(),
  "headBranch.commit": ({ headBranch }) => headBranch.commit(),
  "audit.entries": ({ audit }) => [...audit.entries()],
  "audit.ofTags": ({ audit }) => audit.ofTags(),
  "audit.ofType": ({ audit }) => audit.ofType("commit"),
  "operations.newest": ({ operations }) => operations.newest(5),
  "operations.isUndone": (store) => [headOf(store), "none"].map(store.operations.isUndone),
  "operations.all": ({ operations }) => [...operations.all()],
  "operations.commitsOf": ({ operations }) => operations.commitsOf("edit"),
  "operations.undoable": ({ operations }) => [MAIN_BRANCH, "none"].map(operations.undoable),
  "operations.redoable": ({ operations }) => [MAIN_BRANCH, "none"].map(operations.redoable),
  "operations.newestStanding": ({ operations }) => operations.newestStanding(5),
  "operations.find": ({ operations }) => [1, 9999].map(operations.find),
  "datasets.find": ({ datasets }) => ["d", "none"].map(datasets.find),
  "datasets.list": ({ datasets }) => datasets.list(),
  "datasets.counts": ({ datasets }) => datasets.counts("d"),
  "datasets.items": ({ datasets }) => datasets.items("d", "train"),
  "datasets.validationGroups": ({ datasets }) => [...datasets.validationGroups("d")],
  "datasets.item": ({ datasets }) => ["i", "none"].map((id) => datasets.item("d", id)),
  "runs.closure": ({ runs }) => runs.closure(runs.find(RUN)?.closure ?? ""),
  "runs.find": ({ runs }) => [RUN, "none"].map(runs.find),
  "runs.cached": ({ runs }) => runs.cached("key-a"),
  "runs.closuresOf": ({ runs }) => runs.closuresOf(CLERK),
  "runs.costsOf": ({ runs }) => runs.costsOf(CLERK, 5),
  "runs.placesOf": ({ runs }) => runs.placesOf(runs.find(RUN)?.closure ?? "", { after: 0, limit: 9 }),
  "runs.inputsOf": ({ runs }) => runs.inputsOf(runs.find(RUN)?.closure ?? "", { after: 0, limit: 9 }),
  "runs.isSealedTrace": ({ runs }) => TRACES.map(runs.isSealedTrace),
  "runs.hasTrace": ({ runs, traces }) => traces.newest(10).map(({ id }) => runs.hasTrace(id)),
  "runs.spentOutsideSessions": ({ runs }) => runs.spentOutsideSessions(),
  "runs.closures": ({ runs }) => runs.closures(),
  "runs.closuresWith": ({ runs }) => {
    const known = runs.closure(runs.find(RUN)?.closure ?? "");
    return [...Object.values(known?.versions ?? {}), "none"].map(runs.closuresWith);
  },
  "runs.countOver": ({ runs }) => runs.countOver([runs.find(RUN)?.closure ?? "", "none"]),
  "runs.countSince": ({ runs }) => runs.countSince(0),
  "runResults.find": ({ runResults }) => runResults.find(RUN),
  "runResults.measuredBy": ({ runResults }) => runResults.measuredBy("1"),
  "runResults.evidenceOf": ({ runResults }) => runResults.evidenceOf(RUN),
  "runResults.candidateOf": ({ runResults, runs }) => runResults.candidateOf(runs.find(RUN)?.closure ?? ""),
  "traces.find": ({ traces }) => TRACES.map(traces.find),
  "traces.withPrefix": ({ traces }) => traces.withPrefix("trace-"),
  "traces.newest": ({ traces }) => traces.newest(10),
  "traces.isComplete": ({ traces }) => TRACES.map(traces.isComplete),
  "traces.isSealed": ({ traces }) => TRACES.map(traces.isSealed),
  "traces.parts": ({ traces }) =>
    TRACES.flatMap(traces.parts).map((part) => [
      part.spans,
      [...part.block()],
      part.records(),
      part.mayHold("simulated"),
    ]),
  "traces.spans": ({ traces }) => TRACES.map(traces.spans),
  "traceSearch.find": ({ traceSearch }) =>
    FILTERS.flatMap((filter) =>
      ORDERS.flatMap((by) =>
        [true, false].map((isDescending) => traceSearch.find(filter, 2, { by, isDescending })),
      ),
    ),
  "traceSearch.isHeldOut": ({ traceSearch }) => TRACES.map(traceSearch.isHeldOut),
  "traceSearch.choices": ({ traceSearch }) => traceSearch.choices(),
  "modelCalls.find": ({ modelCalls }) => ["a/1", "a/2", "3/d", "none"].map(modelCalls.find),
  "scores.countOn": ({ scores }) => ["d", "none"].map(scores.countOn),
  "scores.find": ({ scores }) => scores.find({ run: RUN, scorerHash: "s", expectedHash: "e" }),
  "sessions.nextId": ({ sessions }) => sessions.nextId(),
  "sessions.find": ({ sessions }) => sessions.find("1"),
  "sessions.list": ({ sessions }) => sessions.list(),
  "sessions.openOn": ({ sessions }) => [MAIN_BRANCH, "none"].map(sessions.openOn),
  "sessions.hints": ({ sessions }) => sessions.hints("1"),
  "sessions.noted": ({ sessions }) => ["1/act", "none"].map((path) => sessions.noted("1", path)),
  "events.after": ({ events }) => ["1", null].map((session) => events.after(0, session, 10)),
  "events.timesOf": ({ events }) => events.timesOf("1", "session-started"),
  "events.ofWorkspace": ({ events }) => events.ofWorkspace("session-started"),
  "events.last": ({ events }) => events.last(),
  "events.lastBefore": ({ events }) => ["1", null].map((session) => events.lastBefore(9, session)),
  "adaptations.of": ({ adaptations }) =>
    [undefined, "m", "none"].map((model) => adaptations.of({ endpoint: "http://127.0.0.1:9/v1", model })),
  "adaptations.list": ({ adaptations }) => adaptations.list(),
  "sources.of": ({ sources, versions }) => [...versions.ids(), "none"].map(sources.of),
  "proposals.find": ({ proposals }) => ["1", "99"].map(proposals.find),
  "proposals.list": ({ proposals }) => proposals.list(),
  "proposals.ofSession": ({ proposals }) => proposals.ofSession("1"),
  "proposals.assessment": ({ proposals }) => proposals.assessment("1"),
  "proposals.countOfProposal": ({ proposals }) => proposals.countOfProposal("1"),
  "proposals.countAssessments": ({ proposals }) => proposals.countAssessments("d"),
  "proposals.gateCounts": ({ proposals }) => proposals.gateCounts("1"),
  "proposals.assessedItems": (store) => store.proposals.assessedItems(assessmentOf(store)?.id ?? ""),
  "proposals.baselines": ({ proposals }) => proposals.baselines(),
  "proposals.allAssessments": ({ proposals }) => proposals.allAssessments(),
  "proposals.decision": ({ proposals }) => proposals.decision("1"),
  "proposals.allDecisions": ({ proposals }) => proposals.allDecisions(),
  "soundness.contents": ({ soundness }) => [...soundness.contents({ blobs: 0, versions: 0 })],
  "soundness.commits": ({ soundness }) => [...soundness.commits()],
  "soundness.schema": ({ soundness }) => soundness.schema(),
  "soundness.seals": ({ soundness }) => soundness.seals(),
  "soundness.traceIndex": ({ soundness }) => soundness.traceIndex(),
  "soundness.closures": ({ soundness }) => soundness.closures(),
  "soundness.numbering": ({ soundness }) => soundness.numbering(),
  "soundness.headBranch": ({ soundness }) => soundness.headBranch(),
  "soundness.references": ({ soundness }) => soundness.references(),
  "soundness.pages": ({ soundness }) => soundness.pages(),
};

/** More than is taken into memory: the file is read where it lies. */
const FILLER_BYTES = 33 * 1024 * 1024;

let large: ReturnType<typeof makeFolder>;
let path: string;

beforeAll(() => {
  const registry = openRegistry();
  fillStore(registry);
  registry.store.close();
  large = makeFolder();
  path = join(large.folder, "workspace.sqlite");
  writeFileSync(path, readFileSync(registry.path));
  registry.close();
  withRaw(path, (db) => {
    db.exec("CREATE TABLE filler (bytes BLOB) STRICT");
    db.prepare("INSERT INTO filler VALUES (zeroblob(?))").run(FILLER_BYTES);
    db.exec("DROP TABLE filler");
    db.pragma("wal_checkpoint(TRUNCATE)");
  });
});
afterAll(() => {
  large.remove();
});

/** Each question's answer, or what it throws. */
function askAll(asImage: boolean): Readonly<Record<string, unknown>> {
  const store = openStore(path, { readOnly: true, asImage });
  const answers = Object.entries(READINGS).map(([method, ask]) => {
    try {
      return [method, ask(store)];
    } catch (error) {
      return [method, { threw: String(error) }];
    }
  });
  store.close();
  return Object.fromEntries(answers) as Readonly<Record<string, unknown>>;
}

describe("[M15] a large workspace that is read where it lies", () => {
  // A connection that does what its own tests ask of it may still lack what the modules above it use.
  it("answers every question of the store as our own connection does", () => {
    const theirs = askAll(true);
    // A reader in our own way leaves its two files beside it.
    expect(readdirSync(large.folder)).toEqual(["workspace.sqlite"]);
    expect(theirs).toEqual(askAll(false));
    expect(Object.values(theirs)).not.toContainEqual({ threw: expect.any(String) as string });
  });
});
