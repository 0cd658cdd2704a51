import { basename, extname } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Clock } from "#core/base/clock.ts";
import type { Author } from "#core/domain/author.ts";
import { wholeFile, type FileProblem, type ResourceFile } from "#core/domain/resource-file.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { findStateProblem } from "#core/evaluation/check-initial-state.ts";
import { importDataset, type ImportRequest } from "#core/evaluation/import/import-dataset.ts";
import { filesOf } from "#core/exchange/files/edit-resource.ts";
import { FilesFault } from "#core/exchange/files/files-fault.ts";
import { findSecretsInAll } from "#core/exchange/files/find-secrets.ts";
import { holdFields } from "#core/exchange/files/hold-fields.ts";
import { inOrder, readResourceFiles } from "#core/exchange/files/read-files.ts";
import type { Edit } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Store } from "#core/store/store.ts";
import { allPlaces } from "#core/app/prompt-places.ts";

/** What a new workspace begins with where somebody brings files of their own. */
export type FilesSeed = {
  readonly from: "files";
  /** As people know the place. */
  readonly named: string;
  /** Plain files of resources. */
  readonly files: readonly ResourceFile[];
  readonly datasets: readonly SeedDataset[];
  /** The whole workspace.yaml, where there is one. */
  readonly settings: string | null;
};

export type SeedDataset = Omit<ImportRequest, "prompts" | "findStateProblem">;

type ReadSeed = {
  readonly edits: readonly Edit[];
  /** What of the files is kept and does nothing. */
  readonly warnings: readonly FileProblem[];
  /** Keeps comments, order and what was left to defaults beside the versions. To be called in a transaction. */
  readonly keepSources: (store: Store, view: ResourceView, at: number) => void;
};

/** The edits that the files come to. Throws content-invalid with everything that is wrong with them [C33]. */
export function readSeedFiles({ files }: FilesSeed): ReadSeed {
  const { resources, problems: unread } = readResourceFiles(files, { slotsOf: () => null });
  const { problems: slips, warnings } = holdFields(resources, { inForce: () => null });
  const problems = [...unread, ...slips, ...findSecretsInAll(resources)].toSorted(inOrder);
  if (problems.length > 0) {
    throw new FilesFault(problems, {
      what: null,
      hint: "Correct the files and try again; nothing was made.",
    });
  }
  return {
    warnings,
    edits: [...resources.map(({ key, content }) => register(key, content))],
    keepSources: (store, view, at) => {
      for (const read of resources) {
        store.sources.keep({ version: view.get(read.key).version, files: filesOf(read), at });
      }
    },
  };
}

function register(resource: ResourceKey, content: unknown): Edit {
  return { type: "register", resource, content };
}

/** Makes the datasets of a workspace whose resources are there. Throws as an import. */
export async function importSeedData(
  store: Store,
  datasets: readonly SeedDataset[],
  clock: Clock,
): Promise<void> {
  const view = viewAtCommit(store, store.refs.headOf(MAIN_BRANCH));
  const unsaid: FileProblem[] = [];
  for (const dataset of datasets) {
    const request = {
      ...dataset,
      prompts: allPlaces(view),
      findStateProblem: async (state: Parameters<typeof findStateProblem>[1]) =>
        findStateProblem(view, state),
    };
    const by: Author = { kind: "system", name: "init" };
    const imported = await importDataset(store, request, { by, clock }).catch((error: unknown) => {
      unsaid.push(toUnsaid(dataset, error));
      return null;
    });
    if (imported === null) continue;
    const { skipped, skippedCount } = imported;
    if (skippedCount === 0) continue;
    // A workspace begins with all of what was brought, or not at all.
    const { line, reason } = assertDefined(skipped[0], "a row that was left out");
    throw new AppError(
      "dataset-invalid",
      `${skippedCount} of the rows of ${dataset.name} cannot be used, first line ${line}: ${reason}`,
      { hint: "Correct the file and try again; nothing was made." },
    );
  }
  if (unsaid.length === 0) return;
  throw new FilesFault(unsaid, {
    what: null,
    hint: "Say it in a file beside each, as input and answer; nothing was made.",
  });
}

/** What a file does not tell of itself is asked for of all of them at once [C38]; whatever else went wrong is thrown. */
function toUnsaid({ source }: SeedDataset, error: unknown): FileProblem {
  if (!(error instanceof AppError && error.way === "name-fields") || !("path" in source)) throw error;
  const file = basename(source.path);
  const beside = `data/${file.slice(0, -extname(file).length)}.import.yaml`;
  return wholeFile(`data/${file}`, `${error.message.replace(/\.$/, "")}, nor in ${beside}. ${error.hint}`);
}
