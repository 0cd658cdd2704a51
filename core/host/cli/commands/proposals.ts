import { Option, type Command } from "commander";
import {
  describeStatus,
  PROPOSAL_STATUSES,
  REASON_CHIPS,
  type ProposalStatus,
  type ReasonChip,
} from "#core/domain/proposal.ts";
import type { ProposalDetailDocument, ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { DoneDocument } from "#core/contract/shapes.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatChange } from "#core/host/cli/format/change.ts";
import { formatAssessment } from "#core/host/cli/format/assessment.ts";
import { formatHeadline } from "#core/host/cli/format/headline.ts";
import { branchColumn, formatPercent, formatTable, onBranch, shortId } from "#core/host/cli/format/format.ts";
import { addBudget, toBudget, type BudgetOptions } from "#core/host/cli/budget-options.ts";
import { addWorkers, THIS_TIME, toWorkers, type WorkerOptions } from "#core/host/cli/workers-option.ts";
import { withProgress } from "#core/host/cli/show-progress.ts";

export function addProposalCommands(program: Command): void {
  program
    .command("proposals")
    .description("list proposals, newest first")
    .addOption(new Option("--status <status>", "only these").choices(PROPOSAL_STATUSES))
    .action(async ({ status }: { readonly status?: ProposalStatus }, command: Command) => {
      await readWorkspace(
        command,
        (client) => client.proposals.list(status === undefined ? {} : { status }),
        formatList,
      );
    });
  const proposal = program
    .command("proposal")
    .description("one proposal: its evidence, and the decision about it");
  proposal
    .command("show")
    .description("show a proposal with its changes, hypotheses and evidence")
    .argument("<id>")
    .action(async (id: string, _options: unknown, command: Command) => {
      await callWorkspace(command, (client) => client.proposals.show({ id }), formatProposal);
    });
  proposal
    .command("approve")
    .description("approve a proposal (adds a commit)")
    .argument("<id>")
    .option("--override <reason>", "approve although the gate did not accept, for this reason")
    .action(async (id: string, { override }: { readonly override?: string }, command: Command) => {
      const input = override === undefined ? { id } : { id, override };
      await callWorkspace(
        command,
        async (client) => withNext(client, id, await client.proposals.approve(input)),
        formatApproved,
      );
    });
  addWorkers(addBudget(proposal.command("assess")), THIS_TIME)
    .description("assess a proposal on the present head: a draft, or one whose evidence is stale")
    .argument("<id>")
    .action(async (id: string, options: BudgetOptions & WorkerOptions, command: Command) => {
      const input = { id, ...toBudget(options), ...toWorkers(options) };
      await callWorkspace(
        command,
        (client) => withProgress(client, () => client.proposals.assess(input)),
        (assessed) => [...toCarriedLine(id, assessed), formatProposal(assessed)].join("\n"),
      );
    });
  addRefusals(proposal);
}

type RefusalOptions = { readonly reason: string; readonly chip?: readonly ReasonChip[] };

function addRefusals(proposal: Command): void {
  for (const [name, ask, description] of [
    ["reject", "reject", "reject a proposal"],
    ["send-back", "sendBack", "send a proposal back to the optimizer, which may try again"],
  ] as const) {
    proposal
      .command(name)
      .description(description)
      .argument("<id>")
      .requiredOption("--reason <text>", "required: why; the optimizer learns from it")
      .addOption(
        new Option(
          "--chip <chip...>",
          "why, in a word; one-change holds the session to one change per proposal",
        ).choices(REASON_CHIPS),
      )
      .action(async (id: string, { reason, chip }: RefusalOptions, command: Command) => {
        await callWorkspace(
          command,
          async (client) =>
            withNext(client, id, await client.proposals[ask]({ id, reason, chips: [...(chip ?? [])] })),
          ({ done, next }) => [done, ...toNextLine(next)].join("\n"),
        );
      });
  }
  for (const [name, description] of [
    ["defer", "put a proposal off: it keeps its evidence, and its session goes on without it"],
    ["reopen", "bring a deferred proposal back to the desk"],
  ] as const) {
    proposal
      .command(name)
      .description(description)
      .argument("<id>")
      .action(async (id: string, _options: unknown, command: Command) => {
        await callWorkspace(
          command,
          async (client) => withNext(client, id, await client.proposals[name]({ id })),
          ({ done, next }) => [done, ...toNextLine(next)].join("\n"),
        );
      });
  }
}

type Decided = DoneDocument & { readonly next?: string };

/**
 * The command that goes on, where the proposal's session waited for this decision. The list tells enough: who is shown
 * the proposal itself counts as one who saw its validation items.
 */
async function withNext(client: WorkspaceClient, id: string, done: DoneDocument): Promise<Decided> {
  const decided = (await client.proposals.list({})).find((proposal) => proposal.id === id);
  if (decided === undefined || decided.session === null) return done;
  const { session, iteration } = decided;
  const { state, iteration: at } = await client.sessions.show({ session });
  return state === "waiting" && at === iteration ? { ...done, next: `session resume ${session}` } : done;
}

function formatApproved({ done, commit, next }: Decided): string {
  const place = commit === undefined ? [] : [`commit ${shortId(commit)}`];
  return [done, ...place, ...toNextLine(next)].join("\n");
}

function toNextLine(next: string | undefined): readonly string[] {
  return next === undefined ? [] : [`Its session waits: go on with \`${next}\`.`];
}

/** What was assessed is another proposal where the head had changed what this one changes. */
function toCarriedLine(asked: string, { id }: ProposalDetailDocument): readonly string[] {
  return id === asked ? [] : [`Proposal ${asked} is carried over to the present head as proposal ${id}.`];
}

/** What to know before anything is spent on it or decided about it. */
function toNotes({ obstacle, nearly, supersededBy, isInformed }: ProposalDetailDocument): readonly string[] {
  return [
    ...(obstacle === null
      ? []
      : [`it does not fit on the present head: ${obstacle}; edit it there, or reject it`]),
    ...(nearly === null
      ? []
      : [
          `nearly the same as proposal ${nearly.proposal}, which is ${describeStatus(nearly.status)} (${formatPercent(nearly.similarity)} of its words)`,
        ]),
    ...(isInformed
      ? [
          "its maker saw validation items: somebody who had looked at them had a say in it, so on the same items its verdict may flatter it",
        ]
      : []),
    ...(supersededBy === null ? [] : [`superseded by proposal ${supersededBy}`]),
  ];
}

function formatList(proposals: readonly ProposalSummaryDocument[]): string {
  const branches = branchColumn(proposals);
  return formatTable(
    ["proposal", "status", ...branches.title, "gate", "better", "worse", "effect", "summary"],
    proposals.map((proposal) => [
      proposal.id,
      proposal.isStale ? `${describeStatus(proposal.status)}, stale` : describeStatus(proposal.status),
      ...branches.of(proposal),
      proposal.verdict ?? "not assessed",
      String(proposal.up ?? ""),
      String(proposal.down ?? ""),
      formatHeadline(proposal),
      proposal.summary,
    ]),
  );
}

function formatProposal(proposal: ProposalDetailDocument): string {
  const { id, summary, status, changes, steps, hypotheses, assessment, decision, rule } = proposal;
  return [
    `Proposal ${id} (${describeStatus(status)})${onBranch(proposal)}: ${summary}`,
    ...(assessment === null
      ? ["not assessed"]
      : [
          ...formatAssessment(assessment),
          ...assessment.invariants
            .filter(({ holds }) => !holds)
            .map(({ id: name, detail }) => `unsafe: ${name}: ${detail}`),
        ]),
    ...toNotes(proposal),
    `rule: ${rule}`,
    ...(decision === null
      ? []
      : [
          `decision: ${decision.kind.replaceAll("-", " ")} by ${decision.by.name}${decision.isOverride ? toAgainst(assessment) : ""}${decision.reason === "" ? "" : `: ${decision.reason}`}`,
        ]),
    ...hypotheses.map(
      ({ id: name, cause, confidence }) => `${name} (${formatPercent(confidence)}): ${cause}`,
    ),
    "",
    ...steps.map(formatStep),
    ...changes.map(formatChange),
  ].join("\n");
}

/** What comes in, and what moves along its lifecycle. */
function formatStep({ resource, from, to }: ProposalDetailDocument["steps"][number]): string {
  return from === null ? `${resource}: new, ${to}` : `${resource}: ${from} → ${to}`;
}

/** What was known when a person approved what the gate did not accept. */
function toAgainst(assessment: ProposalDetailDocument["assessment"]): string {
  if (assessment === null || assessment.n === 0) return " without evidence";
  const { fixed, broken } = assessment;
  return ` against the gate (${fixed} fixed, ${broken} broken, ${formatHeadline(assessment)})`;
}
