import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { connect } from "#core/host/connection/connect.ts";
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
  return named === undefined ? join(homedir(), "Autogenesis Studio", "order-desk") : fromWhereTyped(named);
}

/** Connects, asks, prints the answer (one JSON document with --json, else what `format` makes of it), disconnects. */
export async function callWorkspace<T>(
  command: Command,
  ask: (client: WorkspaceClient) => Promise<T>,
  format: (answer: T) => string,
): Promise<T> {
  const connection = await connect(workspaceFolder(command), tellBug);
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
