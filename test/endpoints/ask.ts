import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";
import type { Asked } from "./behaviour.ts";
import { sumLines } from "./sums-model.ts";

/** What came of asking, in what people and programs are told. */
export type Seen = {
  readonly output: unknown;
  /** Of the run, of the items or of the work as a whole; null where nothing failed. */
  readonly code: string | null;
  /** Everything that was said, for a person, of how it ended. */
  readonly said: string;
  /** The work was given up as a whole. */
  readonly hasStopped: boolean;
  readonly items: { readonly n: number; readonly correct: number; readonly errors: number } | null;
  readonly proposals: { readonly made: number; readonly accepted: number } | null;
  readonly tokens: { readonly input: number; readonly output: number } | null;
};

const NOTHING: Seen = {
  output: null,
  code: null,
  said: "",
  hasStopped: false,
  items: null,
  proposals: null,
  tokens: null,
};

const QUESTION = "What is 2+3?";

/** For evaluations a handful, for sessions enough to learn from. */
export const ITEMS = { few: 4, many: 40 } as const;

export async function importSums({ data }: WorkspaceClient): Promise<void> {
  const scorer = { type: "exact" } as const;
  const few = { text: sumLines(ITEMS.few) };
  const many = { text: sumLines(ITEMS.many) };
  await data.import({ name: "few-sums", source: few, format: "jsonl", scorer, split: "validation" });
  await data.import({ name: "sums", source: many, format: "jsonl", scorer });
}

/** Asks for what the behaviour says, the way every command and window does, and tells what came of it. */
export async function ask(client: WorkspaceClient, asked: Asked, model: ModelChoice): Promise<Seen> {
  try {
    return await ASKING[asked](client, model);
  } catch (error) {
    const refused = error as { readonly message?: unknown; readonly data?: { readonly code?: unknown } };
    if (typeof refused.data?.code !== "string") throw error;
    const said = `${String(refused.message)} ${JSON.stringify(refused.data)}`;
    return { ...NOTHING, code: refused.data.code, said, hasStopped: true };
  }
}

type Asking = (client: WorkspaceClient, model: ModelChoice) => Promise<Seen>;

const ASKING: Readonly<Record<Asked, Asking>> = {
  run: async ({ runs }, model) => {
    const { output, error, spend } = await runs.run({ task: QUESTION, agent: "solver", model });
    return {
      ...NOTHING,
      output,
      code: error?.code ?? null,
      said: error === undefined ? "" : JSON.stringify(error),
      tokens: { input: spend.inputTokens, output: spend.outputTokens },
    };
  },
  evaluate: async ({ runs }, model) => {
    const found = await runs.evaluate({ dataset: "few-sums", agent: "solver", model, workers: 1 });
    const { n, correct, errors, spend } = found;
    return {
      ...NOTHING,
      said: JSON.stringify(found),
      items: { n, correct, errors },
      tokens: { input: spend.inputTokens, output: spend.outputTokens },
    };
  },
  session: async (client, model) => {
    const started = await client.sessions.start({
      agent: "solver",
      dataset: "sums",
      model,
      iterations: 2,
      approve: "gate",
      workers: 1,
      set: { minibatch: 8, hypotheses: 1 },
    });
    const ended = await waitForEnd(client, started);
    const { made, accepted } = ended.proposals;
    const { inputTokens, outputTokens } = ended.spend;
    return {
      ...NOTHING,
      code: ended.stopped?.by ?? null,
      said: JSON.stringify([ended.stopped, ended.wayOn]),
      hasStopped: ended.stopped?.by === "error",
      proposals: { made, accepted },
      tokens: { input: inputTokens, output: outputTokens },
    };
  },
};
