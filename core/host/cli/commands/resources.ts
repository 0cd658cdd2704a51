import type { Command } from "commander";
import type { ReadingClient } from "#core/app/apart/places.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { isJson, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable, joinOr, shortId } from "#core/host/cli/format/format.ts";
import type { OfferedDocument } from "#core/contract/offer.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { addResourceSearch } from "./resource-search.ts";
import { formatWaitingOffer } from "./offer.ts";
import { addResourceEdits } from "./resource-edits.ts";

type AtOption = { readonly at: string };

export function addResourceCommands(program: Command): void {
  const resource = program
    .command("resource")
    .description("the registry of prompts, agents, tools, environments and memory");
  resource
    .command("list")
    .description("list resources")
    .option("--at <commit>", "as of this commit", "head")
    .action(async ({ at }: AtOption, command: Command) => {
      let offer: readonly OfferedDocument[] = [];
      const ask = async (client: ReadingClient): Promise<ListDocument> => {
        // Only people are told of it: the document is the list.
        if (!isJson(command)) offer = await client.offer.show();
        return client.resources.list({ at });
      };
      await readWorkspace(command, ask, (list) =>
        [formatList(list), ...formatWaitingOffer(offer)].join("\n"),
      );
    });
  resource
    .command("show")
    .description("show one resource with its variables and dependents")
    .argument("<kind/name>")
    .option("--at <commit>", "as of this commit", "head")
    .action(async (key: string, { at }: AtOption, command: Command) => {
      await readWorkspace(
        command,
        (client) => client.resources.show({ resource: toKey(key), at }),
        formatResource,
      );
    });
  addResourceEdits(resource);
  addResourceSearch(resource);
  program
    .command("contract")
    .description("list every resource with its actions, arguments, preconditions and constraints")
    .option("--at <commit>", "as of this commit", "head")
    .option("--text", "as one Markdown text for people and models")
    .action(async ({ at, text = false }: AtOption & { readonly text?: boolean }, command: Command) => {
      if (text) {
        await readWorkspace(
          command,
          (client) => client.resources.contractText({ at }),
          (document) => document.text.trimEnd(),
        );
        return;
      }
      await readWorkspace(
        command,
        (client) => client.resources.contract({ at }),
        (document) => JSON.stringify(document, null, 2),
      );
    });
}

type ListDocument = Awaited<ReturnType<WorkspaceClient["resources"]["list"]>>;

function formatList(resources: ListDocument): string {
  return formatTable(
    ["resource", "label", "version", "state", "description"],
    resources.map(({ kind, name, label, version, state, description }) => [
      `${kind}/${name}`,
      label,
      shortId(version),
      state,
      description,
    ]),
  );
}

type ResourceDocument = Awaited<ReturnType<WorkspaceClient["resources"]["show"]>>;

function formatResource(resource: ResourceDocument): string {
  const { kind, name, label, version, state, content, variables, dependents } = resource;
  return [
    `${kind}/${name} ${label} (${shortId(version)}) ${state}`,
    `used by ${joinOr(dependents, ", ", "nothing")}`,
    "",
    formatTable(
      ["variable", "type", "learnable", "limit", "locks"],
      variables.map(({ pointer, type, learnable, maxTokens, locked }) => [
        pointer,
        type,
        learnable ? "yes" : "no",
        maxTokens === null ? "none" : `${maxTokens} tokens`,
        String(locked.length),
      ]),
    ),
    "",
    JSON.stringify(content, null, 2),
  ].join("\n");
}
