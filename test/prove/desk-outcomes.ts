import { assertDefined } from "#core/base/assert.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { scoreJsonFields } from "#core/domain/scoring/score-json-fields.ts";
import type { TestWorkspace } from "#test/support/test-workspace.ts";

/** What the workspace's agent wrote, by message. */
export type Outputs = ReadonlyMap<string, Json>;

/** Evaluates the head on a split and reads the outputs back from the workspace's own records. */
export async function evaluateOutputs(
  { client, store }: Pick<TestWorkspace, "client" | "store">,
  { dataset, split }: { readonly dataset: string; readonly split: "validation" | "test" },
): Promise<Outputs> {
  const { closure } = await client.runs.evaluate({ dataset, split });
  const asked = new Set(store.datasets.items(dataset, split).map(({ input }) => messageOf(input)));
  const runs = store.traces
    .newest(1_000_000)
    .flatMap(({ run }) => (run === null ? [] : [assertDefined(store.runs.find(run), run)]))
    .filter((run) => run.closure === closure && asked.has(messageOf(run.input)));
  // Oldest first, so that of several runs on one message the evaluation's, which is the newest, is kept.
  return new Map(runs.toReversed().map(({ input, output }) => [messageOf(input), output]));
}

function messageOf(input: string | Readonly<Record<string, string>>): string {
  return typeof input === "string" ? input : Object.values(input).join("\n");
}

/** The fields of an order that are as expected. */
export function rightFields(output: Json, expected: JsonObject): ReadonlySet<string> {
  const { parts } = scoreJsonFields(output, expected);
  return new Set(Object.keys(parts).filter((field) => parts[field] === 1));
}
