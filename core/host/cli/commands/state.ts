import type { Command } from "commander";
import type { ResourceStateDocument } from "#core/contract/resource-state.ts";
import { readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatTable, joinOr, shortId } from "#core/host/cli/format/format.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";

type StateOptions = { readonly at: string; readonly run?: string };

export function addStateCommand(program: Command): void {
  program
    .command("state")
    .description("show how a resource stands: since when, who uses it, what it begins in or serves")
    .argument("<kind/name>")
    .option("--at <commit>", "as of this commit", "head")
    .option("--run <run>", "of an environment: in what this run, or trace, left it")
    .action(async (key: string, { at, run }: StateOptions, command: Command) => {
      await readWorkspace(
        command,
        (client) =>
          client.resources.state({ resource: toKey(key), at, ...(run === undefined ? {} : { run }) }),
        formatState,
      );
    });
}

function formatState(state: ResourceStateDocument): string {
  const { resource, label, version, lifecycle, since, usedBy, evidence } = state;
  const { runs, assessments, evaluations } = evidence;
  return [
    `${resource} ${label} (${shortId(version)}) ${lifecycle}`,
    `this version since  ${tellMoment(since.version)}`,
    `${lifecycle} since  ${tellMoment(since.lifecycle)}`,
    `used by ${joinOr(usedBy, ", ", "nothing")}`,
    `measured in ${runs} ${runs === 1 ? "run" : "runs"}`,
    ...assessments.map(
      ({ proposal, verdict, dataset, side }) =>
        `  proposal ${proposal} on ${dataset}: ${verdict} (in ${side === "both" ? "both systems" : `the ${side}`})`,
    ),
    ...evaluations.map(
      ({ commit, dataset, model, items }) =>
        `  evaluated at ${shortId(commit)} on ${items} items of ${dataset} by ${model}`,
    ),
    ...formatBeginning(state),
    ...formatServing(state),
  ].join("\n");
}

function tellMoment(moment: ResourceStateDocument["since"]["version"]): string {
  if (moment === null) return "not known";
  const { commit, at, author, message } = moment;
  return `${shortId(commit)} ${at.slice(0, 16).replace("T", " ")} ${author}: ${message}`;
}

function formatBeginning({ begins, left }: ResourceStateDocument): readonly string[] {
  if (begins === null) return [];
  return [
    "",
    `begins in${begins.digest === null ? "" : ` (digest ${shortId(begins.digest)})`}:`,
    JSON.stringify(begins.state, null, 2),
    ...(left === null ? [] : formatLeft(left)),
  ];
}

function formatLeft(left: NonNullable<ResourceStateDocument["left"]>): readonly string[] {
  const { run, digest, isAsBegun, version } = left;
  const known = digest === null ? "nothing is known of it" : `digest ${shortId(digest)}`;
  const word = isAsBegun === null ? "" : isAsBegun ? ", as it had begun" : ", other than it had begun";
  return ["", `left by run ${run}, with version ${shortId(version)}: ${known}${word}`];
}

function formatServing({ serves }: ResourceStateDocument): readonly string[] {
  if (serves === null) return [];
  const { served, records, tokens, text } = serves;
  const table = formatTable(
    ["served", "held", "tokens"],
    [[String(served), String(records), String(tokens)]],
  );
  return ["", table, ...(text === "" ? [] : ["", text])];
}
