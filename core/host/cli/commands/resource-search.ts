import type { Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable } from "#core/host/cli/format/format.ts";
import { formatSpend } from "#core/host/cli/format/spend.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type SearchOptions = { readonly limit: number; readonly words?: boolean };

/** To the registry's commands, searching it. */
export function addResourceSearch(resource: Command): void {
  resource
    .command("search")
    .description(
      "find resources that are about something: by meaning where a model of embeddings is set, else by words",
    )
    .argument("<words>", "what they are about")
    .option("--limit <n>", "list at most so many", wholeNumber, 10)
    .option("--words", "by words alone, whatever is set")
    .action(async (query: string, { limit, words = false }: SearchOptions, command: Command) => {
      const by = words ? ("words" as const) : ("meaning" as const);
      await callWorkspace(command, (client) => client.resources.retrieve({ query, limit, by }), formatFound);
    });
}

type SearchDocument = Awaited<ReturnType<WorkspaceClient["resources"]["retrieve"]>>;

function formatFound({ by, model, why, found, spend }: SearchDocument): string {
  const how = by === "meaning" ? `Found by meaning, as ${model ?? "the model"} has it.` : "Found by words.";
  return [
    found.length === 0 ? "Nothing was found." : formatFoundTable(found),
    "",
    why === null ? how : `${how} Not by meaning: ${why.message} ${why.hint}`,
    ...(spend.calls === 0 ? [] : [formatSpend(spend)]),
  ].join("\n");
}

function formatFoundTable(found: SearchDocument["found"]): string {
  const hasScores = found.some(({ score }) => score !== null);
  return formatTable(
    ["resource", ...(hasScores ? ["likeness"] : []), "label", "state", "description"],
    found.map(({ kind, name, score, label, state, description }) => [
      `${kind}/${name}`,
      ...(hasScores ? [score === null ? "" : score.toFixed(3)] : []),
      label,
      state,
      description,
    ]),
  );
}
