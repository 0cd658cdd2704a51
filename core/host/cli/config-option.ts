import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { ReadingClient } from "#core/app/apart/places.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import { tell } from "./terminal.ts";
import { fromWhereTyped } from "./call-workspace.ts";

/** An agent that a file describes, in the place of one that the workspace has. */
export type ConfigOptions = { readonly config?: string; readonly set: readonly string[] };

/** What a file comes to for a run: edits of the commit that is named, and the agent that is meant. */
export type Described = {
  readonly choose: (
    client: { readonly resources: Pick<ReadingClient["resources"], "list"> },
    options: { readonly at: string; readonly agent?: string },
  ) => Promise<{ readonly agent?: string; readonly edits?: AskedEdit[] }>;
};

export function addConfig(command: Command): Command {
  return command
    .option(
      "--config <file>",
      "run the agent that this file describes, without committing it; a name alone is one that ships (guide: configs.md)",
    )
    .option(
      "--set <path=value>",
      "over what the file says, such as agents.chat.limits.maxSteps=4",
      collect,
      [],
    );
}

/**
 * Composes the file that was named before any workspace is opened: it is the person's own, and nothing but what it comes to
 * goes further [C31]. Without one, what is chosen is left as it is. Throws config-invalid, and usage for what has no file
 * to be set in.
 */
export async function readConfig({ config, set }: ConfigOptions): Promise<Described> {
  if (config === undefined) {
    if (set.length === 0) return { choose: async () => ({}) };
    throw new AppError("usage", "--set changes what a file says, and no file was named.", {
      hint: "Name one with --config.",
    });
  }
  const { readSystem } = await import("#core/app/workspace/read-system.ts");
  const { resourcesOf } = await import("#core/exchange/system-file.ts");
  const typed = set.map((text) => ({ text, shown: `--set ${text}` }));
  const system = readSystem(config, { cwd: fromWhereTyped("."), set: typed });
  const contents = resourcesOf(system);
  for (const warning of system.warnings) tell(`Warning: ${warning}`);
  const meant = system.agent();
  return {
    choose: async (client, { at, agent = meant }) => {
      const listed = await client.resources.list({ at });
      const known = new Set(listed.map(({ kind, name }) => toResourceKey(kind, name)));
      const edits = [...contents].map(([resource, content]): AskedEdit => {
        return { type: known.has(resource) ? "update" : "register", resource, content };
      });
      return { agent, edits };
    },
  };
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
