import type { Json } from "#core/base/json.ts";
import type { Item, Score, Scorer } from "#core/domain/dataset.ts";
import { scoreOutput } from "#core/evaluation/score-output.ts";

const never = new AbortController().signal;

/** Scores where no code of a person's runs: whoever tries to run some fails the test. */
export async function scoreHere(
  scorer: Scorer,
  output: Json,
  expected: Json,
  input: Item["input"] = "",
): Promise<Score> {
  const run = async (): Promise<never> => Promise.reject(new Error("this scorer runs code"));
  return scoreOutput(scorer, { output, expected, input }, { sandbox: { run }, signal: never });
}
