import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { addConnectionOptions, layOver, type ConnectionOptions } from "#core/host/cli/connection-options.ts";
import { formatConnection, formatConnections, formatTry } from "#core/host/cli/format/connection.ts";
import { returning } from "#core/host/cli/returning.ts";

export function addConnectionCommands(program: Command): void {
  const connection = program
    .command("connection")
    .description("endpoints by name: where models are asked, with which keys, and how");
  addLooks(connection);
  addAdd(connection);
  addTry(connection);
  addTrust(connection);
  addEnds(connection);
}

function addLooks(connection: Command): void {
  connection
    .command("list")
    .description("list the workspace's connections and the presets, with what stands in their way")
    .action(async (_options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.connections.list(), formatConnections);
    });
  connection
    .command("show")
    .description("show one of them, with what its refusals taught")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        async (client) => pick(await client.connections.list(), name),
        formatConnection,
      );
    });
}

function addTry(connection: Command): void {
  connection
    .command("try")
    .description("make one real call, and say what came back, what it cost and what is wrong")
    .argument("<name/model>")
    .option("--prompt <text>", "what is asked")
    .action(
      returning(async (model: string, { prompt }: { readonly prompt?: string }, command: Command) => {
        refuseUnnamed(model);
        const tried = await callWorkspace(
          command,
          (client) => client.connections.try({ model, ...(prompt === undefined ? {} : { prompt }) }),
          formatTry,
        );
        return tried.ok ? 0 : 1;
      }),
    );
  connection
    .command("models")
    .description("list the models that an endpoint says it has")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.connections.models({ connection: name }),
        ({ models }) =>
          models.length === 0 ? "It lists none." : models.map((each) => `${name}/${each}`).join("\n"),
      );
    });
}

function addTrust(connection: Command): void {
  connection
    .command("trust")
    .description("let a connection's keys be sent to its address, on this machine and in every workspace")
    .argument("<name>")
    .option("--withdraw", "no longer")
    .action(async (name: string, { withdraw }: { readonly withdraw?: true }, command: Command) => {
      await callWorkspace(
        command,
        async (client) => pick(await client.connections.trust({ name, isTrusted: withdraw !== true }), name),
        formatConnection,
      );
    });
}

function addEnds(connection: Command): void {
  connection
    .command("forget")
    .description("take back what refusals of an endpoint taught: requests go as usual again")
    .argument("<name>")
    .option("--model <model>", "of that model alone, as its endpoint names it")
    .action(async (name: string, { model }: { readonly model?: string }, command: Command) => {
      await callWorkspace(
        command,
        async (client) =>
          pick(await client.connections.forget({ name, ...(model === undefined ? {} : { model }) }), name),
        formatConnection,
      );
    });
  connection
    .command("remove")
    .description("take a connection out of workspace.yaml")
    .argument("<name>")
    .action(async (name: string, _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        async (client) => {
          await client.connections.save({ name, connection: null });
          return { removed: name };
        },
        () => `Removed ${name}.`,
      );
    });
}

function addAdd(connection: Command): void {
  addConnectionOptions(connection.command("add"))
    .description("name an endpoint in workspace.yaml, or change what is said of one; what is not named stays")
    .argument("<name>")
    .action(async (name: string, options: ConnectionOptions, command: Command) => {
      await callWorkspace(
        command,
        async (client) => {
          const before = (await client.connections.list()).find((each) => each.name === name)?.declared ?? {};
          const connection = layOver(before, options);
          return pick(await client.connections.save({ name, connection }), name);
        },
        formatConnection,
      );
    });
}

function pick(all: readonly ConnectionDocument[], name: string): ConnectionDocument {
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new AppError("not-found", `There is no connection "${name}".`);
}

function refuseUnnamed(model: string): void {
  if (/^[^/\s]+\/\S+$/.test(model)) return;
  throw new AppError("usage", `"${model}" does not name a model.`, {
    hint: "A model is written NAME/MODEL, for example openai/gpt-5-mini.",
  });
}
