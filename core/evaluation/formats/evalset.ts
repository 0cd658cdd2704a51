import { AppError } from "#core/base/app-error.ts";
import { whyNotJson, type Row } from "./row.ts";
import { adk } from "./evalset/adk.ts";
import { evalsApi } from "./evalset/evals-api.ts";
import { squad } from "./evalset/squad.ts";
import type { Kind } from "./evalset/kind.ts";
import type { Format } from "./format.ts";
import { readDocument } from "./promptfoo/read-document.ts";
import { readWhole } from "./read-whole.ts";
import { sourceName } from "./source.ts";

const KINDS: readonly Kind[] = [adk, evalsApi, squad];

/** Documents of other tools that hold a whole set of cases, each sort with its own form [S41]. */
export const evalset: Format = {
  read: async (source, scorer, said) => {
    const { text, notes: before } = await readWhole(source, said);
    const document = readDocument(text);
    if (!document.ok) throw notRead(`${sourceName(source)} is not JSON that can be read: ${document.error}`);
    const { root, lineOf } = document.value;
    const fault = whyNotJson(root);
    if (fault !== null) throw notRead(`${sourceName(source)} cannot be kept: ${fault}.`);
    for (const kind of KINDS) {
      const set = kind(root, lineOf, scorer);
      if (set === null) continue;
      const { rows, notes } = set;
      return {
        rows: each(rows),
        notes: [...before, ...notes],
        scorer: scorer ?? set.scorer ?? { type: "exact" },
      };
    }
    throw notRead(`${sourceName(source)} is no evaluation set that is known here.`);
  },
  chooseFields: (_columns, { input }) => ({ input: input ?? ["input"], answer: "expected" }),
};

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  await Promise.resolve();
}

function notRead(message: string): AppError {
  return new AppError("dataset-invalid", message, {
    hint: "Those of the Agent Development Kit, of the Evals API and of SQuAD are read; save others as JSON lines or CSV.",
  });
}
