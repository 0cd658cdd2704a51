import type { Format } from "./format.ts";
import { filesBeside } from "./promptfoo/neighbour-files.ts";
import { readPromptfoo } from "./promptfoo/read-tests.ts";
import { readWhole } from "./read-whole.ts";
import { readRegistry } from "./evalset/registry.ts";
import type { Row } from "./row.ts";

/** A promptfoo configuration or a registry of OpenAI Evals, which is YAML too; or a bare list of its tests: each asks with its variables, and its checks say the answer. */
export const promptfoo: Format = {
  read: async (source, scorer, said) => {
    const { text, notes } = await readWhole(source, said);
    const files = filesBeside(source);
    const registry = readRegistry(text, scorer, files);
    if (registry !== null)
      return { ...registry, notes: [...notes, ...registry.notes], rows: each(registry.rows) };
    const tests = readPromptfoo(text, scorer, files);
    return { scorer: tests.scorer, notes, rows: each(tests.rows) };
  },
  chooseFields: (_columns, { input }) => ({
    input: input?.map((name) => `vars.${name}`) ?? ["vars"],
    answer: "expected",
  }),
};

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}
