import type { NameAt, Place, PLACES } from "#core/app/apart/places.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { nobody, people, tells, wrong, type Attacks } from "./calls.ts";
import { attacksOnWorkspaces } from "./workspaces.ts";
import { attacksOnRuns } from "./runs.ts";
import { attacksOnFiles } from "./files.ts";

/** Where a procedure is answered that could write, or that a host answers by what is around the workspace. */
type Acting = Exclude<Place, "reads" | "follows">;

/** Total over what can write: a new procedure does not compile before it was tried by people who mean harm [R40]. */
export type Doors = {
  readonly [Part in keyof typeof PLACES]: { readonly [Name in NameAt<Part, Acting>]: Attacks };
};

const KEY = "sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";
const CLERK = "prompt/order-clerk";
const NONE = "0".repeat(64);
const lock: AskedEdit = { type: "step", resource: "tool/todo", step: "deprecate" };
const values = [{ pointer: "/mask/0/learnable", value: true }];
const ID = "1";
const NO_ID = "999";

export const DOORS: Doors = {
  workspace: {
    freshAddress: [tells("an address", async ({ workspace }) => workspace.freshAddress())],
    licences: [tells("the licences", async ({ workspace }) => workspace.licences().catch(() => null))],
    reportBug: [
      nobody("a report of any length", "input-invalid", async ({ workspace }) =>
        workspace.reportBug({ message: "x".repeat(2001), stack: "" }),
      ),
    ],
  },
  history: {
    rollback: [
      people(
        "back to the beginning",
        async ({ history }, { head }) => history.rollback({ commit: head }),
        "decision-refused",
      ),
      nobody("to what is no commit", "not-found", async ({ history }) =>
        history.rollback({ commit: "../prod" }),
      ),
      nobody("of a resource that is none", "input-invalid", async ({ history }) =>
        history.rollback({ commit: "head", resource: "prompt/__proto__" }),
      ),
      wrong(
        "over another head",
        "head-moved",
        async ({ history }, { head }) => history.rollback({ commit: head, base: NONE }),
        "head-moved",
      ),
    ],
    undo: [
      people("the last step", async ({ history }) => history.undo({}), "decision-refused"),
      nobody("another step than the last", "head-moved", async ({ history }) =>
        history.undo({ operation: 0 }),
      ),
      nobody("on no branch", "not-found", async ({ history }) => history.undo({ branch: "../main" })),
    ],
    redo: [
      nobody("what nobody undid", "nothing-to-redo", async ({ history }) => history.redo({})),
      nobody("on no branch", "not-found", async ({ history }) => history.redo({ branch: "__proto__" })),
    ],
  },
  branches: {
    create: [
      people("one more", async ({ branches }) => branches.create({ name: "mine" }), "decision-refused"),
      wrong(
        "a way up",
        "input-invalid",
        async ({ branches }) => branches.create({ name: "../x" }),
        "decision-refused",
      ),
      wrong(
        "one that is there",
        "ref-exists",
        async ({ branches }) => branches.create({ name: "main" }),
        "decision-refused",
      ),
      wrong(
        "of a tag",
        "ref-exists",
        async ({ branches }) => branches.create({ name: "prod" }),
        "decision-refused",
      ),
    ],
    switch: [
      people("another shown", async ({ branches }) => branches.switch({ name: "main" }), "decision-refused"),
      wrong(
        "one that is none",
        "not-found",
        async ({ branches }) => branches.switch({ name: "prod" }),
        "decision-refused",
      ),
    ],
  },
  tags: {
    set: [
      people(
        "prod moved",
        async ({ tags }) => tags.set({ name: "prod", commit: "head" }),
        "decision-refused",
      ),
      ...["head", "../x", "main", "--force", "", "a b", "x".repeat(300), "deadbeef", "x.lock"].map((name) =>
        wrong(
          `one called ${name.slice(0, 12)}`,
          name === "main" ? "ref-exists" : "input-invalid",
          async ({ tags }) => tags.set({ name, commit: "head" }),
          "decision-refused",
        ),
      ),
      wrong(
        "a key in why",
        "secret-in-content",
        async ({ tags }) => tags.set({ name: "prod", commit: "head", message: KEY }),
        "decision-refused",
      ),
      nobody("elsewhere than it was seen", "head-moved", async ({ tags }) =>
        tags.set({ name: "prod", commit: "head", expected: null }),
      ),
      nobody("at no commit", "not-found", async ({ tags }) =>
        tags.set({ name: "next", commit: "__proto__" }),
      ),
    ],
    remove: [
      people("prod", async ({ tags }) => tags.remove({ name: "prod" }), "decision-refused"),
      wrong("a branch", "not-found", async ({ tags }) => tags.remove({ name: "main" }), "decision-refused"),
      wrong(
        "a key in why",
        "secret-in-content",
        async ({ tags }) => tags.remove({ name: "prod", message: KEY }),
        "decision-refused",
      ),
    ],
  },
  resources: {
    retrieve: [
      nobody("nothing", "input-invalid", async ({ resources }) => resources.retrieve({ query: "  " })),
      tells("by words", async ({ resources }) => resources.retrieve({ query: "' OR 1=1 --", by: "words" })),
    ],
    setVariables: [
      wrong(
        "a way into the mask",
        "mask-violation",
        async ({ resources }) => resources.setVariables({ resource: CLERK, values, message: "x" }),
        "mask-violation",
      ),
      wrong(
        "a key in why",
        "secret-in-content",
        async ({ resources }) => resources.setVariables({ resource: CLERK, values, message: KEY }),
        "secret-in-content",
      ),
    ],
    change: [
      people(
        "a step",
        async ({ resources }) => resources.change({ edits: [lock], message: "x" }),
        "mask-violation",
      ),
      nobody("of nothing", "input-invalid", async ({ resources }) =>
        resources.change({ edits: [], message: "x" }),
      ),
    ],
    previewChange: [
      nobody("of nothing", "input-invalid", async ({ resources }) => resources.previewChange({ edits: [] })),
      tells("a refusal", async ({ resources }) =>
        resources.previewChange({ edits: [{ ...lock, step: "reactivate" }] }),
      ),
    ],
  },
  resolve: {},
  tokens: {
    list: [tells("names", async ({ tokens }) => tokens.list())],
    create: [
      people("one more", async ({ tokens }) => tokens.create({ name: "mine" })),
      wrong("one that is there", "ref-exists", async ({ tokens }) => tokens.create({ name: "ci" })),
      ...["../x", "__proto__", "", "A B", "x".repeat(64)].map((name) =>
        nobody(`one called ${name.slice(0, 9)}`, "input-invalid", async ({ tokens }) =>
          tokens.create({ name }),
        ),
      ),
    ],
    remove: [
      people("one", async ({ tokens }) => tokens.remove({ name: "ci" })),
      wrong("of nobody", "not-found", async ({ tokens }) => tokens.remove({ name: "constructor" })),
    ],
  },
  files: attacksOnFiles,
  offer: {
    take: [
      wrong(
        "what is not offered",
        "not-found",
        async ({ offer }) => offer.take({ resources: ["prompt/nobody"] }),
        "not-found",
      ),
      nobody("on no branch", "not-found", async ({ offer }) => offer.take({ branch: "../main" })),
    ],
    leave: [
      people("all", async ({ offer }) => offer.leave({}), "decision-refused"),
      wrong(
        "what is not offered",
        "not-found",
        async ({ offer }) => offer.leave({ resources: ["prompt/nobody"] }),
        "decision-refused",
      ),
    ],
  },
  data: {
    import: [
      people("items", async ({ data }) =>
        data.import({ name: "mine", source: { text: "a,b\n1,2\n" }, format: "csv" }),
      ),
    ],
    preview: [
      people("items", async ({ data }) => data.preview({ source: { text: "a,b\n1,2\n" }, format: "csv" })),
    ],
    delete: [
      wrong("without its name", "input-invalid", async ({ data }) =>
        data.delete({ dataset: "order-desk", confirm: "yes" }),
      ),
      nobody("by a way up", "input-invalid", async ({ data }) =>
        data.delete({ dataset: "../x", confirm: "../x" }),
      ),
    ],
    archive: [
      people("off the lists", async ({ data }) => data.archive({ dataset: "order-desk" })),
      wrong("of nobody", "dataset-missing", async ({ data }) => data.archive({ dataset: "nobody" })),
    ],
    tryScorer: [
      tells("a comparison", async ({ data }) =>
        data.tryScorer({ scorer: { type: "exact" }, output: "a", expected: "b" }),
      ),
    ],
  },
  ...attacksOnRuns,
  replays: {
    make: [
      people("a run", async ({ replays }) => replays.make({ run: NONE.slice(0, 32) })),
      wrong("what is no run", "not-found", async ({ replays }) => replays.make({ run: "../prod" })),
      nobody("of no name", "input-invalid", async ({ replays }) => replays.make({ run: "" })),
    ],
  },
  sessions: {
    start: [
      nobody("of no agent", "resource-missing", async ({ sessions }) =>
        sessions.start({ agent: "agent/nobody" }),
      ),
      nobody("on no dataset", "dataset-missing", async ({ sessions }) =>
        sessions.start({ dataset: "nobody" }),
      ),
      nobody("on no branch", "not-found", async ({ sessions }) => sessions.start({ branch: "../main" })),
      nobody("with a setting that is none", "config-invalid", async ({ sessions }) =>
        sessions.start({ set: { "__proto__.polluted": true } }),
      ),
      people("by a gate that decides alone", async ({ sessions }) => sessions.start({ approve: "gate" })),
      people("by rules of the gate's own", async ({ sessions }) =>
        sessions.start({ set: { "gate.alpha": 0.9 } }),
      ),
      people("by who decides, among the settings", async ({ sessions }) =>
        sessions.start({ set: { approve: "gate" } }),
      ),
      people("without caps", async ({ sessions }) => sessions.start({ caps: { maxUsd: null } })),
      people("with a look at what is sealed", async ({ sessions }) => sessions.start({ report: "test" })),
    ],
    resume: [
      nobody("of none", "not-found", async ({ sessions }) => sessions.resume({ session: NO_ID })),
      people("without caps", async ({ sessions }) =>
        sessions.resume({ session: ID, caps: { maxUsd: null } }),
      ),
    ],
    goOn: [tells("of none, which does not", async ({ sessions }) => sessions.goOn({ session: NO_ID }))],
    holdBack: [nobody("of none", "not-found", async ({ sessions }) => sessions.holdBack({ session: NO_ID }))],
    pause: [nobody("of none", "not-found", async ({ sessions }) => sessions.pause({ session: NO_ID }))],
    step: [nobody("of none", "not-found", async ({ sessions }) => sessions.step({ session: NO_ID }))],
    stop: [nobody("of none", "not-found", async ({ sessions }) => sessions.stop({ session: NO_ID }))],
    endAssessment: [
      nobody("of none", "not-found", async ({ sessions }) => sessions.endAssessment({ session: NO_ID })),
    ],
    hint: [
      nobody("to none", "not-found", async ({ sessions }) => sessions.hint({ session: NO_ID, text: "x" })),
      nobody("with a key", "secret-in-content", async ({ sessions }) =>
        sessions.hint({ session: ID, text: KEY }),
      ),
    ],
  },
  proposals: {
    approve: [
      people(
        "a draft",
        async ({ proposals }) => proposals.approve({ id: ID, override: "Trust me." }),
        "decision-refused",
      ),
      nobody("none", "not-found", async ({ proposals }) => proposals.approve({ id: NO_ID })),
      wrong(
        "with a key in why",
        "secret-in-content",
        async ({ proposals }) => proposals.approve({ id: ID, override: KEY }),
        "secret-in-content",
      ),
    ],
    reject: [
      people(
        "a draft",
        async ({ proposals }) => proposals.reject({ id: ID, reason: "No." }),
        "decision-refused",
      ),
      wrong(
        "with a key in why",
        "secret-in-content",
        async ({ proposals }) => proposals.reject({ id: ID, reason: KEY }),
        "decision-refused",
      ),
    ],
    sendBack: [
      people(
        "a draft",
        async ({ proposals }) => proposals.sendBack({ id: ID, reason: "No." }),
        "decision-refused",
      ),
      wrong(
        "with a key in why",
        "secret-in-content",
        async ({ proposals }) => proposals.sendBack({ id: ID, reason: KEY }),
        "decision-refused",
      ),
    ],
    defer: [people("a draft", async ({ proposals }) => proposals.defer({ id: ID }), "decision-refused")],
    reopen: [people("a draft", async ({ proposals }) => proposals.reopen({ id: ID }), "decision-refused")],
    derive: [
      nobody("into the mask", "mask-violation", async ({ proposals }) =>
        proposals.derive({ id: ID, values: [{ resource: CLERK, ...values[0]! }], summary: "x" }),
      ),
      nobody("with a key in why", "secret-in-content", async ({ proposals }) =>
        proposals.derive({
          id: ID,
          values: [{ resource: "environment/desk-files", pointer: "/rules", value: "x" }],
          summary: KEY,
        }),
      ),
    ],
    propose: [
      nobody("into the mask", "mask-violation", async ({ proposals }) =>
        proposals.propose({ resource: CLERK, values, summary: "x" }),
      ),
      nobody("on no branch", "not-found", async ({ proposals }) =>
        proposals.propose({ branch: "../main", resource: CLERK, values, summary: "x" }),
      ),
    ],
    assess: [
      nobody("none", "not-found", async ({ proposals }) => proposals.assess({ id: NO_ID })),
      people("without caps", async ({ proposals }) => proposals.assess({ id: ID, caps: { maxUsd: null } })),
    ],
  },
  traces: {
    receiver: [tells("what came in", async ({ traces }) => traces.receiver())],
    receive: [wrong("here", "unsupported", async ({ traces }) => traces.receive({ isOn: true, port: 0 }))],
    import: [
      people("spans", async ({ traces }) =>
        traces.import({ source: { base64: btoa('{"resourceSpans":[]}'), name: "mine.json" } }),
      ),
      wrong("a file by half its path", "input-invalid", async ({ traces }) =>
        traces.import({ source: { path: "../secret.json" } }),
      ),
      wrong("no file", "not-found", async ({ traces }) =>
        traces.import({ source: { path: "/nobody/has/this.json" } }),
      ),
      wrong("what is none", "trace-invalid", async ({ traces }) =>
        traces.import({ source: { base64: btoa("nothing"), encoding: "json" } }),
      ),
    ],
  },
  connections: {
    list: [tells("names", async ({ connections }) => connections.list())],
    presets: [tells("presets", async ({ connections }) => connections.presets())],
    routes: [tells("routes", async ({ connections }) => connections.routes())],
    saveRoute: [
      people("one", async ({ connections }) =>
        connections.saveRoute({
          name: "mine",
          route: { order: "listed", models: ["simulated/desk-1", "openai/gpt-5"] },
        }),
      ),
      wrong("none away", "not-found", async ({ connections }) =>
        connections.saveRoute({ name: "nobody", route: null }),
      ),
    ],
    save: [
      people("one", async ({ connections }) =>
        connections.save({ name: "mine", connection: { baseUrl: "http://127.0.0.1:9/v1" } }),
      ),
      wrong("none away", "not-found", async ({ connections }) =>
        connections.save({ name: "nobody", connection: null }),
      ),
      wrong("no address", "config-invalid", async ({ connections }) =>
        connections.save({ name: "mine", connection: { baseUrl: "file:///etc/passwd" } }),
      ),
      nobody("a name of JavaScript's", "input-invalid", async ({ connections }) =>
        connections.save({ name: "__proto__", connection: null }),
      ),
    ],
    trust: [
      people("one", async ({ connections }) => connections.trust({ name: "openai" })),
      wrong("none", "model-unknown", async ({ connections }) => connections.trust({ name: "nobody" })),
    ],
    setKey: [
      people("one", async ({ connections }) => connections.setKey({ name: "OPENAI_API_KEY", key: "x" })),
      nobody("one of the system's", "input-invalid", async ({ connections }) =>
        connections.setKey({ name: "../PATH", key: "x" }),
      ),
    ],
    models: [
      nobody("of none", "model-unknown", async ({ connections }) =>
        connections.models({ connection: "nobody" }),
      ),
    ],
    forget: [
      people("lessons", async ({ connections }) => connections.forget({ name: "openai" })),
      wrong("of none", "model-unknown", async ({ connections }) => connections.forget({ name: "nobody" })),
    ],
    try: [people("a call", async ({ connections }) => connections.try({ model: "simulated/desk-1" }))],
  },
  settings: {
    read: [tells("settings", async ({ settings }) => settings.read())],
    policyHistory: [tells("policies", async ({ settings }) => settings.policyHistory())],
    save: [
      people("who decides", async ({ settings }) => settings.save({ approve: "gate" })),
      wrong("no agent", "resource-missing", async ({ settings }) => settings.save({ agent: "agent/nobody" })),
      wrong("no dataset", "dataset-missing", async ({ settings }) => settings.save({ dataset: "nobody" })),
    ],
  },
  windows: attacksOnWorkspaces,
};
