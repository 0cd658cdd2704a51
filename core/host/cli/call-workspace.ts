import { resolve } from "node:path";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { ReadingClient } from "#core/app/apart/places.ts";
import { defaultWorkspaceFolder } from "#core/app/workspace/default-folder.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { ReadConnection } from "#core/host/connection/connect-to-read.ts";
import type { Connection } from "#core/host/connection/dial-socket.ts";
import { say, sayDocument, tellBug } from "./terminal.ts";

type GlobalOptions = { readonly workspace?: string; readonly json?: boolean };

/** Paths that a person types are meant from where they typed them; npm moves scripts and remembers that place. */
export function fromWhereTyped(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

export function workspaceFolder(command: Command): string {
  const { workspace } = command.optsWithGlobals<GlobalOptions>();
  if (workspace === "") {
    throw new AppError("usage", "--workspace names no folder.", { hint: "Name one, or leave it out." });
  }
  const named = workspace ?? process.env["AUTOGENESIS_WORKSPACE"];
  return named === undefined ? defaultWorkspaceFolder() : fromWhereTyped(named);
}

/**
 * What opens a workspace is most of the program: it is not read before a command is known to be well-formed, and of it only
 * what reads where nothing is written [M14].
 */
const loadConnect = async () => import("#core/host/connection/connect.ts");
const loadConnectToRead = async () => import("#core/host/connection/connect-to-read.ts");

/** Connects, asks, prints the answer (one JSON document with --json, else what `format` makes of it), disconnects. */
export async function callWorkspace<T>(
  command: Command,
  ask: (client: WorkspaceClient) => Promise<T>,
  format: (answer: T) => string,
): Promise<T> {
  const { connect } = await loadConnect();
  const connection = await connect(workspaceFolder(command), tellBug);
  return printed(command, await askOver(connection, ask), format);
}

/**
 * The same for commands that only read: they need no lock and no permission to write. A file of an older form is brought
 * up to date first, unless the command is there to look at the file as it is.
 */
export async function readWorkspace<T>(
  command: Command,
  ask: Ask<T>,
  format: (answer: T) => string,
): Promise<T> {
  return printed(command, await askWorkspace(command, ask), format);
}

/** The same for an answer that is not simply printed. */
export async function askWorkspace<T>(command: Command, ask: Ask<T>): Promise<T> {
  const folder = workspaceFolder(command);
  const { connectToRead } = await loadConnectToRead();
  const open = async (asImage: boolean): Promise<Connection | ReadConnection> =>
    connectToRead(folder, tellBug, asImage).catch(async (error: unknown) => {
      if (!(error instanceof AppError && error.code === "read-only")) throw error;
      const { connect } = await loadConnect();
      return connect(folder, tellBug);
    });
  return askWhatIs(open, ask);
}

/** As `readWorkspace`, and an older file is refused rather than changed. */
export async function inspectWorkspace<T>(
  command: Command,
  ask: Ask<T>,
  format: (answer: T) => string,
): Promise<T> {
  const { connectToRead } = await loadConnectToRead();
  const open = async (asImage: boolean): Promise<ReadConnection> =>
    connectToRead(workspaceFolder(command), tellBug, asImage);
  return printed(command, await askWhatIs(open, ask), format);
}

type Ask<T> = (client: ReadingClient) => Promise<T>;

/**
 * What was read while somebody wrote counts for nothing, an error no more than an answer: it is asked again,
 * beside the writer [M15].
 */
async function askWhatIs<T>(
  open: (asImage: boolean) => Promise<Connection | ReadConnection>,
  ask: Ask<T>,
): Promise<T> {
  const connection = await open(true);
  let isCurrent = true;
  const asked = askOver<T, ReadingClient>(connection, async (client) => {
    try {
      return await ask(client);
    } finally {
      isCurrent = !("isCurrent" in connection) || connection.isCurrent();
    }
  });
  const [answer] = await Promise.allSettled([asked]);
  if (!isCurrent) return askOver<T, ReadingClient>(await open(false), ask);
  if (answer.status === "rejected") throw answer.reason;
  return answer.value;
}

/** Whichever client it has, and whatever may be asked of that. */
type Asked<Client> = Omit<Connection, "client"> & { readonly client: Client };

async function askOver<T, Client>(
  connection: Asked<Client>,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  try {
    return await ask(connection.client);
  } catch (thrown) {
    throw connection.explain(thrown);
  } finally {
    await connection.close();
  }
}

function printed<T>(command: Command, answer: T, format: (answer: T) => string): T {
  print(command, answer, format);
  return answer;
}

export function print<T>(command: Command, answer: T, format: (answer: T) => string): void {
  if (isJson(command)) sayDocument(answer);
  else say(format(answer).trimEnd());
}

export function isJson(command: Command): boolean {
  return command.optsWithGlobals<GlobalOptions>().json === true;
}
