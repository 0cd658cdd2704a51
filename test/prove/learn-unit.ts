import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertDefined } from "#core/base/assert.ts";
import type { GateMetric } from "#core/domain/gate/config.ts";
import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { askCli, askSession, readDocument, startProcess } from "#test/support/cli-process.ts";
import { openTestWorkspace } from "#test/support/test-workspace.ts";

/** One unit of the proof: a house style, a session seed, and whether the gate decides. */
export type Unit = { readonly house: number; readonly seed: number; readonly arm: Arm };
export type Arm = "gate" | "none";

export type UnitOptions = {
  readonly iterations: number;
  /** What the gate decides by. */
  readonly metric: GateMetric;
  readonly minEffect: number;
};

type Estimate = { readonly accuracy: number; readonly interval: readonly [number, number] };

export type UnitFigures = Unit & {
  readonly stoppedBy: string;
  readonly iterations: number;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly difference: { readonly value: number; readonly interval: readonly [number, number] };
  readonly commits: number;
  readonly made: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly undecided: number;
  /** Commits whose own assessment showed a loss on validation. */
  readonly losingCommits: number;
  readonly calls: number;
  readonly seconds: number;
  readonly decisionsSha256: string;
};

const UNGATED = fileURLToPath(new URL("./learn-ungated.ts", import.meta.url));

/** One whole session in a fresh workspace, through the command line; its claim is the one look at the sealed split. */
export async function runUnit(
  unit: Unit,
  { iterations, metric, minEffect }: UnitOptions,
): Promise<UnitFigures> {
  const { house, seed, arm } = unit;
  const folder = mkdtempSync(join(tmpdir(), "prove-learn-"));
  const workspace = join(folder, "workspace");
  const inWorkspace = ["--workspace", workspace];
  try {
    await askCli(["init", workspace, "--from", "order-desk", "--house-seed", String(house)]);
    const size = ["--iterations", String(iterations), "--seed", String(seed)];
    const gate = [`gate.metric=${metric}`, `gate.minEffect=${minEffect}`];
    const decide = ["--approve", "gate", ...gate.flatMap((setting) => ["--set", setting])];
    const options = ["--optimizer", "reflection", ...size, ...decide, "--report", "test"];
    const document =
      arm === "gate"
        ? await askSession(["start", ...options, ...inWorkspace])
        : await startUngated(workspace, { seed, iterations });
    return { ...unit, ...toFigures(document, await readProposals(workspace)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startUngated(
  workspace: string,
  { seed, iterations }: { readonly seed: number; readonly iterations: number },
): Promise<SessionDocument> {
  const { finished } = startProcess([UNGATED, workspace, String(seed), String(iterations)]);
  return readDocument<SessionDocument>(await finished, 0, [UNGATED]);
}

async function readProposals(workspace: string): Promise<readonly ProposalSummaryDocument[]> {
  const desk = openTestWorkspace(workspace);
  try {
    return await desk.client.proposals.list({});
  } finally {
    await desk.close();
  }
}

function toFigures(
  document: SessionDocument,
  proposals: readonly ProposalSummaryDocument[],
): Omit<UnitFigures, keyof Unit> {
  const { made, accepted, rejected, undecided } = document.proposals;
  const { before, after, difference } = assertDefined(document.test, "the sealed report");
  const approved = proposals.filter(({ status }) => status === "approved");
  return {
    stoppedBy: document.stopped?.by ?? "nothing",
    iterations: document.iteration,
    before: { accuracy: before.accuracy, interval: before.interval },
    after: { accuracy: after.accuracy, interval: after.interval },
    difference,
    commits: document.commits,
    made,
    accepted,
    rejected,
    undecided,
    losingCommits: approved.filter(({ effect }) => (effect ?? 0) < 0).length,
    calls: document.spend.calls,
    seconds: document.elapsedMs / 1000,
    decisionsSha256: assertDefined(document.decisionsSha256, "the hash of the decisions"),
  };
}
