import { AppError } from "#core/base/app-error.ts";
import type { Item, OpenSplit, Scorer } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import type { InitialState } from "#core/domain/initial-state.ts";
import { findStateProblem } from "#core/evaluation/check-initial-state.ts";
import { findDatasetUses, tellUses } from "#core/evaluation/dataset-uses.ts";
import { archiveDataset, deleteDataset, isArchivedDataset } from "#core/evaluation/delete-dataset.ts";
import type { PreviewRow } from "#core/evaluation/import/preview.ts";
import { prepareExpected } from "#core/evaluation/prepare-expected.ts";
import { readNumber, tellReading } from "#core/domain/scoring/score-numeric.ts";
import { looks, readDev, readTrain, readValidation, SEALED_LOOKS } from "#core/evaluation/sealed-split.ts";
import type { Store } from "#core/store/store.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toWrite, toRead, type AppContext, type ReadingContext } from "#core/app/context.ts";
import { dataContract } from "#core/contract/data.ts";
import { allPlaces } from "#core/app/prompt-places.ts";
import { toIso } from "#core/app/documents/documents.ts";
import { requirePerson } from "./require-person.ts";
import { NEVER } from "#core/app/never-aborted.ts";

const os = toWrite(dataContract);
const reads = toRead(dataContract);

export const dataHandlers = {
  import: os.import.handler(async ({ input, context }) => {
    const { store, clock, caller } = context;
    requirePerson(caller, "import data");
    refuseSecret("The name of the dataset", input.name);
    await refuseScorer(context, input.scorer);
    const reading = withStates(context, input);
    // What only reads is not made to load all that reads files.
    const { importDataset } = await import("#core/evaluation/import/import-dataset.ts");
    const imported = await importDataset(store, reading, { by: caller, clock });
    return {
      ...imported,
      splits: { ...imported.splits },
      skipped: imported.skipped.map(({ line, reason }) => ({ line, reason })),
      findings: imported.findings.map(toWireFinding),
      notes: [...imported.notes],
    };
  }),
  preview: os.preview.handler(async ({ input, context }) => {
    requirePerson(context.caller, "import data");
    await refuseScorer(context, input.scorer);
    const { previewImport } = await import("#core/evaluation/import/preview.ts");
    const {
      columns,
      table,
      notes,
      input: fields,
      rows,
      others,
      findings,
      ...preview
    } = await previewImport(withStates(context, input), input.limit);
    return {
      ...preview,
      columns: columns.map((column) => ({ ...column, notes: [...column.notes] })),
      table: table === null ? null : { ...table },
      notes: [...notes],
      input: fields === null ? null : [...fields],
      findings: findings.map(toWireFinding),
      rows: rows.map(toWireRow),
      others: others.map(toWireRow),
    };
  }),
  list: reads.list.handler(({ context: { store } }) =>
    store.datasets.list().map(({ name, scorer, hash, createdAt }) => {
      const splits = store.datasets.counts(name);
      return {
        name,
        scorer,
        hash,
        createdAt: toIso(createdAt),
        items: Object.values(splits).reduce((sum, count) => sum + count, 0),
        splits: { ...splits },
        isArchived: isArchivedDataset(store, name),
        looks: { spent: looks(store, name), budget: SEALED_LOOKS },
      };
    }),
  ),
  items: reads.items.handler(({ input, context }) => {
    const { dataset, split, offset, limit } = input;
    const all = READ[split](context, dataset);
    const items = all.filter((item) => matches(item, input));
    if (split === "validation" && items.length > 0) context.noteSeen(dataset, "items");
    return {
      total: items.length,
      classes: [...new Set(all.flatMap(({ className }) => className ?? []))].toSorted(),
      items: items.slice(offset, offset + limit).map((item) => toItemDocument(item, split)),
    };
  }),
  uses: reads.uses.handler(({ input: { dataset }, context: { store } }) => ({
    uses: [...tellUses(findDatasetUses(store, dataset))],
  })),
  delete: os.delete.handler(({ input: { dataset, confirm }, context: { store, caller, clock } }) => {
    requirePerson(caller, "delete data");
    deleteDataset(store, { dataset, by: caller, at: clock.now(), confirmed: confirm });
    return { deleted: dataset };
  }),
  archive: os.archive.handler(({ input: { dataset, isArchived }, context: { store, caller, clock } }) => {
    requirePerson(caller, "take data off the lists");
    archiveDataset(store, { dataset, by: caller, at: clock.now(), isArchived });
    return { dataset, isArchived };
  }),
  tryScorer: os.tryScorer.handler(async ({ input: asked, context: { runtime }, signal = NEVER }) => {
    const { scorer, output, expected, input } = asked;
    const {
      reason = null,
      failure = null,
      ...score
    } = await runtime.score(scorer, { output, expected, input }, signal);
    const prepared = prepareExpected(scorer, expected);
    const reading =
      scorer.type === "numeric"
        ? { output: tellReading(readNumber(output)), expected: tellReading(readNumber(expected)) }
        : null;
    return {
      ...score,
      parts: { ...score.parts },
      problem: prepared.ok ? null : prepared.error,
      reason,
      failure,
      reading,
    };
  }),
};

/** One whose code cannot be loaded could never call anything right. */
async function refuseScorer(
  { runtime }: Pick<AppContext, "runtime">,
  scorer: Scorer | undefined,
): Promise<void> {
  const problem = scorer === undefined ? null : await runtime.findScorerProblem(scorer);
  if (problem === null) return;
  throw new AppError("usage", `The scorer's code cannot be used: ${problem}.`, {
    hint: "It is one function, (output, expected, item) => true, false or 0 to 1, or declares one called score.",
  });
}

/** Items may begin in any environment that is in use now, and be for any agent. */
function withStates<R extends object>({ store }: Pick<ReadingContext, "store">, reading: R) {
  const view = viewAtCommit(store, store.headBranch.commit());
  return {
    ...reading,
    prompts: allPlaces(view),
    findStateProblem: async (state: InitialState) => findStateProblem(view, state),
  };
}

const READ: Readonly<Record<OpenSplit, (context: ReadingContext, dataset: string) => readonly Item[]>> = {
  train: ({ store }, dataset) => readWholeTrain(store, dataset),
  validation: readForPerson,
};

/** What the gate measures by is not for those whose proposals it judges. */
function readForPerson({ store, caller }: ReadingContext, dataset: string): readonly Item[] {
  requirePerson(caller, "read validation items");
  return readValidation(store, dataset);
}

function readWholeTrain(store: Store, dataset: string): readonly Item[] {
  return [...readTrain(store, dataset), ...readDev(store, dataset)].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

function matches(
  { id, input, expected, className }: Item,
  wanted: { readonly text: string; readonly className?: string | undefined },
): boolean {
  if (wanted.className !== undefined && className !== wanted.className) return false;
  const texts = [
    id,
    ...(typeof input === "string" ? [input] : Object.values(input)),
    JSON.stringify(expected),
  ];
  return texts.some((text) => text.toLowerCase().includes(wanted.text.toLowerCase()));
}

function toItemDocument(item: Item, split: OpenSplit) {
  const { id, isDev, input, expected, group, className, initialState } = item;
  const document = { id, split, isDev, input: toWireInput(input), expected, group, className };
  return initialState === undefined ? document : { ...document, initialState: { ...initialState } };
}

function toWireRow(row: PreviewRow) {
  return { ...row, input: row.input === null ? null : toWireInput(row.input) };
}

function toWireFinding(finding: Finding) {
  return { ...finding, lines: [...finding.lines] };
}

/** The wire's types are mutable, so they get copies. */
function toWireInput(input: Item["input"]): string | Record<string, string> {
  return typeof input === "string" ? input : { ...input };
}
