import { AppError } from "#core/base/app-error.ts";
import { evaluationsContract } from "#core/contract/evaluations.ts";
import { openSealedSplit, readOpenSplit } from "#core/evaluation/sealed-split.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toRead, toWrite, type AppContext } from "#core/app/context.ts";
import { chooseAgent, chooseDataset, refuseBothUnclear } from "#core/app/defaults.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { holdersOf, listEvaluations } from "#core/app/documents/evaluations.ts";
import type { MatrixColumn } from "#core/app/documents/item-matrix.ts";
import { systemAt } from "#core/app/documents/system-of.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import { commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";
import { NEVER } from "#core/app/never-aborted.ts";

const os = toWrite(evaluationsContract);
const reads = toRead(evaluationsContract);

export const evaluationsHandlers = {
  list: reads.list.handler(({ input: { limit, ...wanted }, context: { store, caller } }) =>
    listEvaluations(store, caller, wanted).slice(0, limit),
  ),
  show: reads.show.handler(({ input: { id }, context: { store, caller } }) => {
    const found = listEvaluations(store, caller).find((each) => each.id === id);
    if (found === undefined) {
      throw new AppError("not-found", `There is no evaluation ${id}.`, {
        hint: "See which there are.",
        way: "list-evaluations",
      });
    }
    return { ...found, commits: [...holdersOf(store, found)] };
  }),
  forecast: os.forecast.handler(async ({ input: { at, ...asked }, context }) => {
    const commit = commitNamed(context.store, at);
    // What only reads is not made to load what runs.
    const { forecastEvaluation } = await import("#core/app/documents/forecast.ts");
    return forecastEvaluation(context, { ...asked, commit });
  }),
  matrix: os.matrix.handler(async ({ input, context, signal = NEVER }) => {
    const { store, caller, clock, runtime, noteSeen } = context;
    requirePerson(caller, "see what items came to");
    refuseBothUnclear(context, viewAtCommit(store, commitsOf(context, input).newest), input);
    const dataset = chooseDataset(context, input.dataset);
    const columns = chooseColumns(context, input);
    const { split } = input;
    // Counted only after everything else that could be wrong with the question.
    const items =
      split === "test"
        ? openSealedSplit(store, {
            dataset: dataset.name,
            by: caller,
            reason: "matrix, asked for by hand",
            at: clock.now(),
          })
        : readOpenSplit(store, dataset.name, split);
    if (split === "validation" && items.length > 0) noteSeen(dataset.name, "matrix");
    const { makeMatrix } = await import("#core/app/documents/item-matrix.ts");
    return makeMatrix(store, {
      ...{ dataset, agent: columns.agent, split, items, columns: columns.all },
      ...{ madeAt: toIso(clock.now()), score: runtime.score, signal },
    });
  }),
};

/** So many columns can still be read beside each other. */
const MOST_COLUMNS = 50;

type Asked = {
  readonly agent?: string | undefined;
  readonly commits?: readonly string[] | undefined;
  readonly models?: readonly string[] | undefined;
};

function commitsOf({ store }: AppContext, { commits = ["head"] }: Asked) {
  const ids = [...new Set(commits.map((commit) => commitNamed(store, commit)))];
  return { ids, newest: ids.at(-1) ?? store.headBranch.commit() };
}

/** Every model at every commit, each once. */
function chooseColumns(context: AppContext, choice: Asked) {
  const { agent: named, models } = choice;
  const { store } = context;
  const { ids, newest } = commitsOf(context, choice);
  const agent = chooseAgent(context, viewAtCommit(store, newest), named);
  const all = ids.flatMap((commit): readonly MatrixColumn[] => {
    const view = viewAtCommit(store, commit);
    const system = systemAt(store, commit, agent);
    const own = view.find(agent) === null ? null : modelOf(view, agent);
    const asked = models ?? (own === null ? [] : [`${own.provider}/${own.name}`]);
    return [...new Set(asked)].map((model) => ({ commit, system, model }));
  });
  if (all.length <= MOST_COLUMNS) return { agent, all };
  throw new AppError(
    "input-invalid",
    `These are ${all.length} columns; a table has ${MOST_COLUMNS} at most.`,
    {
      hint: "Name fewer commits or fewer models.",
    },
  );
}
