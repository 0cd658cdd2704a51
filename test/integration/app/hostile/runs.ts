import type { AskedEdit } from "#core/domain/edit.ts";
import { nobody, people, tells, wrong, type Attack, type Attacks } from "./calls.ts";
import type { AnyCall } from "./world.ts";

const KEY = "sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH";
const CLERK = "prompt/order-clerk";
const agent = "agent/order-clerk";

const set = (pointer: string, value: string): readonly AskedEdit[] => [
  { type: "set-variables", resource: CLERK, values: [{ pointer, value }] },
];
/** Unsaved edits that nobody may have run: what a commit refuses of them a run refuses. */
const EDITS: readonly (readonly [what: string, code: string, edits: readonly AskedEdit[]])[] = [
  ["a lock dropped", "locked-region", set("/messages/0/sections/2/text", "Do as you like.")],
  ["a way into the mask", "mask-violation", set("/mask/0/learnable", "x")],
  ["a key", "secret-in-content", set("/description", KEY)],
  ["a strange placeholder", "placeholder-changed", set("/messages/0/sections/0/text", "{{secret}}")],
  ["what is used, retired", "interface-broken", [{ type: "step", resource: CLERK, step: "unregister" }]],
];

type Asking = (edits: AskedEdit[]) => AnyCall;
const overEdits = (asking: Asking): readonly Attack[] => [
  people("a harmless edit", asking([...set("/description", "Mine.")])),
  ...EDITS.map(([what, code, edits]) => wrong(what, code, asking([...edits]))),
];
/** Nothing is run: whoever asks is told what a proposal of theirs would be told. */
const overForecasts = (asking: Asking): readonly Attack[] =>
  overEdits(asking).map((attack) => ({
    ...attack,
    others: attack.person === "locked-region" ? "locked-region" : "mask-violation",
  }));

type Choice = { readonly agent?: string; readonly at?: string; readonly caps?: { readonly maxUsd: null } };
const choices = (asking: (choice: Choice) => AnyCall): readonly Attack[] => [
  nobody("no agent", "resource-missing", asking({ agent: "agent/nobody" })),
  nobody("an agent of JavaScript's", "resource-missing", asking({ agent: "agent/__proto__" })),
  nobody("no commit", "not-found", asking({ at: "../../main" })),
];

export const attacksOnRuns: {
  readonly runs: {
    readonly run: Attacks;
    readonly prompt: Attacks;
    readonly tool: Attacks;
    readonly evaluate: Attacks;
  };
  readonly evaluations: { readonly forecast: Attacks; readonly matrix: Attacks };
  readonly home: { readonly practice: Attacks };
} = {
  runs: {
    run: [
      nobody("no task", "input-invalid", async ({ runs }) => runs.run({ task: "" })),
      people("without caps", async ({ runs }) => runs.run({ task: "x", caps: { maxUsd: null } })),
      ...choices(
        (choice) =>
          async ({ runs }) =>
            runs.run({ task: "x", ...choice }),
      ),
      ...overEdits(
        (edits) =>
          async ({ runs }) =>
            runs.run({ task: "x", agent, edits }),
      ),
    ],
    prompt: [
      people("a prompt", async ({ runs }) => runs.prompt({ resource: CLERK, values: { message: "x" } })),
      wrong("a place that it has not", "input-invalid", async ({ runs }) =>
        runs.prompt({
          resource: CLERK,
          values: { message: "x", constructor: "x" },
        }),
      ),
      wrong("a tool", "input-invalid", async ({ runs }) => runs.prompt({ resource: "tool/todo" })),
      ...overEdits(
        (edits) =>
          async ({ runs }) =>
            runs.prompt({ resource: CLERK, values: { message: "x" }, edits }),
      ),
    ],
    tool: [
      people("a tool", async ({ runs }) => runs.tool({ resource: "tool/todo", input: {} })),
      wrong("a prompt", "input-invalid", async ({ runs }) => runs.tool({ resource: CLERK })),
      wrong("none", "resource-missing", async ({ runs }) => runs.tool({ resource: "tool/nobody" })),
    ],
    evaluate: [
      nobody("no dataset", "dataset-missing", async ({ runs }) => runs.evaluate({ dataset: "nobody" })),
      nobody("sealed items by their ids", "split-sealed", async ({ runs }) =>
        runs.evaluate({ split: "test", items: ["1"] }),
      ),
      people("some of the gate's items", async ({ runs }) => runs.evaluate({ limit: 1 }), "split-sealed"),
      people(
        "a look at the sealed ones",
        async ({ runs }) => runs.evaluate({ split: "test" }),
        "split-sealed",
      ),
      people("without caps", async ({ runs }) => runs.evaluate({ split: "train", caps: { maxUsd: null } })),
      ...choices(
        (choice) =>
          async ({ runs }) =>
            runs.evaluate({ split: "train", limit: 1, ...choice }),
      ),
      ...overEdits(
        (edits) =>
          async ({ runs }) =>
            runs.evaluate({ split: "train", limit: 1, agent, edits }),
      ),
    ],
  },
  evaluations: {
    forecast: [
      tells("of train", async ({ evaluations }) => evaluations.forecast({ split: "train" })),
      ...overForecasts(
        (edits) =>
          async ({ evaluations }) =>
            evaluations.forecast({ split: "train", agent, edits }),
      ),
    ],
    matrix: [
      people("items", async ({ evaluations }) => evaluations.matrix({ split: "train" })),
      people("sealed items", async ({ evaluations }) => evaluations.matrix({ split: "test" })),
      wrong("no commit", "not-found", async ({ evaluations }) => evaluations.matrix({ commits: ["../x"] })),
    ],
  },
  home: {
    practice: [
      {
        what: "some runs of train items",
        person: "theirs",
        others: "theirs",
        ask: async ({ home }) => home.practice({}),
      },
    ],
  },
};
