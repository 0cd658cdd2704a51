import { resolve } from "node:path";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import { defaultWorkspaceFolder } from "#core/app/workspace/default-folder.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { connect, connectToRead } from "#core/host/connection/connect.ts";
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

/** Connects, asks, prints the answer (one JSON document with --json, else what `format` makes of it), disconnects. */
export async function callWorkspace<T>(
  command: Command,
  ask: (client: WorkspaceClient) => Promise<T>,
  format: (answer: T) => string,
): Promise<T> {
  return callOver(await connect(workspaceFolder(command), tellBug), command, { ask, format });
}

/**
 * The same for commands that only read: they need no lock and no permission to write. A file of an older form is brought
 * up to date first, unless the command is there to look at the file as it is.
 */
export async function readWorkspace<T>(
  command: Command,
  ask: (client: WorkspaceClient) => Promise<T>,
  format: (answer: T) => string,
): Promise<T> {
  const folder = workspaceFolder(command);
  const connection = await connectToRead(folder, tellBug).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === "read-only") return connect(folder, tellBug);
    throw error;
  });
  return callOver(connection, command, { ask, format });
}

/** As `readWorkspace`, and an older file is refused rather than changed. */
export async function inspectWorkspace<T>(
  command: Command,
  ask: (client: WorkspaceClient) => Promise<T>,
  format: (answer: T) => string,
): Promise<T> {
  return callOver(await connectToRead(workspaceFolder(command), tellBug), command, { ask, format });
}

type Call<T> = {
  readonly ask: (client: WorkspaceClient) => Promise<T>;
  readonly format: (answer: T) => string;
};

async function callOver<T>(connection: Connection, command: Command, { ask, format }: Call<T>): Promise<T> {
  try {
    const answer = await ask(connection.client);
    print(command, answer, format);
    return answer;
  } catch (thrown) {
    throw connection.explain(thrown);
  } finally {
    await connection.close();
  }
}

export function print<T>(command: Command, answer: T, format: (answer: T) => string): void {
  if (isJson(command)) sayDocument(answer);
  else say(format(answer).trimEnd());
}

export function isJson(command: Command): boolean {
  return command.optsWithGlobals<GlobalOptions>().json === true;
}
