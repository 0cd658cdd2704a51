import { basename, extname } from "node:path";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { lineWith } from "#core/host/cli/typed-line.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";

type ImportRequest = Parameters<WorkspaceClient["data"]["import"]>[0];
type Preview = Awaited<ReturnType<WorkspaceClient["data"]["preview"]>>;
type Column = Preview["columns"][number];

type Asked = { readonly file: string; readonly command: Command };
type Unnamed = Omit<ImportRequest, "name"> & { readonly name: string | undefined };

/**
 * Imports, or says all at once what must be known for it and was not said: the dataset's name, and which columns hold the
 * task and the answer; with the columns that the file has, and the line to type [C38].
 */
export async function importOrAsk(client: WorkspaceClient, { name, ...request }: Unnamed, asked: Asked) {
  if (name === undefined) throw await whatIsMissing(client, { name, ...request }, asked);
  try {
    return await client.data.import({ name, ...request });
  } catch (thrown) {
    const error = fromWireError(thrown);
    const isUnsaid = error instanceof AppError && error.way === "name-fields";
    throw isUnsaid ? await whatIsMissing(client, { name, ...request }, asked) : thrown;
  }
}

const MOST_ROWS_SEEN = 50;
const MOST_COLUMNS_SHOWN = 20;

async function whatIsMissing(
  client: WorkspaceClient,
  { name, split: _split, seed: _seed, ...reading }: Unnamed,
  { file, command }: Asked,
): Promise<AppError> {
  let seen: Preview | null = null;
  let unread = "";
  try {
    seen = await client.data.preview({ ...reading, limit: MOST_ROWS_SEEN });
  } catch (thrown) {
    const error = fromWireError(thrown);
    if (!(error instanceof AppError)) throw error;
    unread = `${error.message} ${error.hint} `;
  }
  const guess = seen === null ? { input: "FIELD", answer: "FIELD" } : guessFields(seen);
  const needed = [
    {
      option: "--name",
      means: "what to call the dataset",
      value: nameFor(file),
      isMissing: name === undefined,
    },
    {
      option: "--input",
      means: "which columns hold the task",
      value: guess.input,
      isMissing: seen?.input === null,
    },
    {
      option: "--answer",
      means: "which holds the expected answer",
      value: guess.answer,
      isMissing: seen?.answer === null,
    },
  ].filter(({ isMissing }) => isMissing);
  const line = lineWith(
    command,
    needed.flatMap(({ option, value }) => [option, value]),
  );
  const said = needed.map(({ option, means }) => `${option} (${means})`).join(" and ");
  return new AppError("usage", `${unread}${said} ${needed.length === 1 ? "is" : "are"} missing.`, {
    hint: `${seen === null ? "" : tellColumns(file, seen.columns)}For example: ${line}`,
  });
}

function tellColumns(file: string, columns: readonly Column[]): string {
  const shown = columns
    .slice(0, MOST_COLUMNS_SHOWN)
    .map(({ name, sample }) => `${name} (${JSON.stringify(sample)})`);
  const more = columns.length - shown.length;
  return `${basename(file)} has ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}. `;
}

/** As the name of the file has it, in the form that names have. */
function nameFor(file: string): string {
  const stem = basename(file, extname(file)).toLowerCase();
  const name = stem
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 63);
  return name === "" ? "items" : name;
}

/** The columns that look most like it, for a line that shows how it is typed: of answers there are few, tasks are long. */
function guessFields({ columns, recordsSeen, ...said }: Preview): {
  readonly input: string;
  readonly answer: string;
} {
  const input = said.input?.join(",");
  const open = columns.filter(
    ({ name, kind }) => !name.includes(",") && kind !== "empty" && kind !== "object",
  );
  const free = open.filter(({ name }) => said.input?.includes(name) !== true);
  const repeated = free.filter(({ distinct }) => distinct > 1 && distinct < recordsSeen);
  const answer =
    said.answer ??
    repeated.toSorted((a, b) => a.distinct - b.distinct)[0]?.name ??
    free.at(-1)?.name ??
    "FIELD";
  const longest = open
    .filter(({ name }) => name !== answer)
    .toSorted((a, b) => b.sample.length - a.sample.length)[0];
  return { input: input ?? longest?.name ?? "FIELD", answer };
}
