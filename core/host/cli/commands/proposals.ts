import { Option, type Command } from "commander";
import { PROPOSAL_STATUSES, type ProposalStatus } from "#core/domain/proposal.ts";
import type { ProposalDetailDocument, ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { callWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatChange } from "#core/host/cli/format-change.ts";
import { formatInterval, formatPercent, formatTable } from "#core/host/cli/format.ts";

export function addProposalCommands(program: Command): void {
  program
    .command("proposals")
    .description("list proposals, newest first")
    .addOption(new Option("--status <status>", "only these").choices(PROPOSAL_STATUSES))
    .action(async ({ status }: { readonly status?: ProposalStatus }, command: Command) => {
      await callWorkspace(
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
        (client) => client.proposals.approve(input),
        ({ done }) => done,
      );
    });
  proposal
    .command("reject")
    .description("reject a proposal")
    .argument("<id>")
    .requiredOption("--reason <text>", "why; the optimizer learns from it")
    .action(async (id: string, { reason }: { readonly reason: string }, command: Command) => {
      await callWorkspace(
        command,
        (client) => client.proposals.reject({ id, reason }),
        ({ done }) => done,
      );
    });
}

function formatList(proposals: readonly ProposalSummaryDocument[]): string {
  return formatTable(
    ["proposal", "status", "gate", "effect", "interval", "summary"],
    proposals.map(({ id, status, verdict, effect, interval, summary }) => [
      id,
      status,
      verdict ?? "not assessed",
      effect === null ? "" : points(effect),
      interval === null ? "" : formatInterval(interval),
      summary,
    ]),
  );
}

function points(effect: number): string {
  return `${effect < 0 ? "−" : "+"}${Math.abs(effect * 100).toFixed(1)}`;
}

function formatProposal(proposal: ProposalDetailDocument): string {
  const { id, summary, status, changes, hypotheses, assessment, decision, rule } = proposal;
  return [
    `Proposal ${id} (${status}): ${summary}`,
    ...(assessment === null
      ? ["not assessed"]
      : [
          `${assessment.verdict} (${assessment.reason}): ${points(assessment.effect ?? 0)} points ${assessment.metric} ${formatInterval(assessment.interval)} n=${assessment.n}`,
          `${assessment.fixed} fixed, ${assessment.broken} broken; accuracy ${formatPercent(assessment.accuracy.before)} to ${formatPercent(assessment.accuracy.after)}`,
          ...assessment.invariants
            .filter(({ holds }) => !holds)
            .map(({ id: name, detail }) => `unsafe: ${name}: ${detail}`),
        ]),
    `rule: ${rule}`,
    ...(decision === null
      ? []
      : [
          `decision: ${decision.kind} by ${decision.by.name}${decision.reason === "" ? "" : `: ${decision.reason}`}`,
        ]),
    ...hypotheses.map(
      ({ id: name, cause, confidence }) => `${name} (${formatPercent(confidence)}): ${cause}`,
    ),
    "",
    ...changes.map(formatChange),
  ].join("\n");
}
