import { assert } from "#core/base/assert.ts";
import { sha256 } from "#core/base/hash.ts";
import { openGate } from "#core/domain/gate/gate.ts";
import type { Decision, GateReport } from "#core/domain/gate/report.ts";
import { consumptionOrder } from "#core/domain/gate/order.ts";
import { countGroups } from "#core/domain/gate/units.ts";
import { decidingMeasure, toHeadline } from "#core/domain/headline.ts";
import type { AssessedItem, InvariantCheck } from "#core/domain/proposal.ts";
import { addSpend, NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { assessmentLevel } from "#core/domain/statistics/e-lond.ts";
import { pairRuns, type PairedOutcome, type RunScore } from "#core/domain/statistics/pairing.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { readValidation } from "#core/evaluation/sealed-split.ts";
import { rolloutSeed } from "#core/evolution/seeds.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { scopeOf, stopWhereUnreached } from "#core/evolution/stop-where-unreached.ts";
import type { ResourceView } from "#core/resources/view.ts";

export type AssessRequest = {
  readonly base: ResourceView;
  readonly candidate: ResourceView;
  readonly iteration: number;
  /** t: its place among all assessments of the session, from 1. */
  readonly number: number;
  /** R: what the gate accepted before it, whatever a person then made of it. */
  readonly discoveries: number;
  /** Committed before it: the key of rollout seeds. */
  readonly accepted: number;
  readonly proposal: string;
};

export type AssessResult = {
  readonly report: GateReport;
  readonly invariants: readonly InvariantCheck[];
  readonly items: readonly AssessedItem[];
  readonly baselineClosure: string;
  readonly candidateClosure: string;
  readonly tokenChange: number | null;
  /** What it counts, every repetition of both arms: a run that was taken before it, or paid for by others, costs nothing. */
  readonly spend: Spend;
};

/**
 * Pairs candidate and baseline on validation items, the same items with the same seeds, and asks the gate after each,
 * until it is settled or the set is used up. Safety checks come first: where one fails, nothing is run.
 */
export async function assess(context: SessionContext, request: AssessRequest): Promise<AssessResult> {
  const { line, session, dataset } = context;
  const isEnough = line.listenForEnough(request.proposal);
  const baseline = line.prepare(request.base);
  const candidate = line.prepare(request.candidate);
  const invariants = await line.checkCandidate(request.base, request.candidate);
  const validation = readValidation(line.store, dataset.name);
  const gate = openGate({
    config: session.config.gate,
    level: assessmentLevel({
      alpha: session.config.gate.alpha,
      horizon: session.config.gate.horizon,
      assessmentNumber: request.number,
      acceptedBefore: request.discoveries,
    }),
    groupSizes: countGroups(validation.map(({ group }) => ({ group: group ?? undefined }))),
  });
  const isSafe = invariants.every(({ holds }) => holds);
  const pairs: Pair[] = [];
  const gateContext = () => ({ remainingItems: validation.length - pairs.length, invariants });
  // The same system is not run against itself: a change that no run of it meets has no effect to be measured.
  if (isSafe && baseline.closureId !== candidate.closureId) {
    for await (const pair of pairItems(context, { baseline, candidate, request, validation })) {
      pairs.push(pair);
      gate.feed(pair.outcome);
      tellProgress(context, request, { pair, report: null, done: pairs.length, total: validation.length });
      // Evidence may be looked at after any item, so ending here is as sound as going on.
      if (isDone(gate.decide(gateContext())) || isEnough()) break;
      if (pairs.length % REPORT_EVERY === 0) {
        const report = gate.report(gateContext());
        tellProgress(context, request, { pair: null, report, done: pairs.length, total: validation.length });
      }
    }
  }
  return {
    report: gate.report(gateContext()),
    invariants,
    items: pairs.map(({ assessed }) => assessed),
    baselineClosure: baseline.closureId,
    candidateClosure: candidate.closureId,
    tokenChange: tokenChange(pairs),
    spend: pairs.map(({ spend }) => spend).reduce(addSpend, NO_SPEND),
  };
}

/**
 * A settled gate needs no more runs, but for one case: a guard shown worse bars accepting and rejects nothing. Going on
 * tells harm from a trade-off, and a rejection teaches the proposer what a doubt does not.
 */
function isDone({ isSettled, reason }: Decision): boolean {
  return isSettled && reason !== "guard-worse";
}

/** A report re-reads every look; often enough to watch, seldom enough not to be felt. */
const REPORT_EVERY = 25;

type Pair = {
  readonly outcome: PairedOutcome;
  readonly assessed: AssessedItem;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly spend: Spend;
};

type Pairing = {
  readonly baseline: PreparedAgent;
  readonly candidate: PreparedAgent;
  readonly request: AssessRequest;
  readonly validation: ReturnType<typeof readValidation>;
};

async function* pairItems(context: SessionContext, pairing: Pairing): AsyncGenerator<Pair> {
  const { line, session, dataset, signal } = context;
  const { config } = session;
  const { request, validation } = pairing;
  const byId = new Map(validation.map((item) => [item.id, item]));
  const order = consumptionOrder(
    { sessionSeed: config.seed, assessmentNumber: request.number, itemIds: [...byId.keys()] },
    sha256,
  );
  const plan = {
    dataset,
    items: order.flatMap((id) => byId.get(id) ?? []),
    seedOf: rolloutSeed(config.seed, request.accepted),
    repetitions: config.repetitions,
    concurrency: config.concurrency,
    scope: scopeOf(context, `assessment/${request.number}`),
    session: session.id,
    signal,
  };
  const before = stopWhereUnreached(context, evaluateItems(line.evaluation, pairing.baseline, plan));
  const after = stopWhereUnreached(context, evaluateItems(line.evaluation, pairing.candidate, plan));
  try {
    for await (const candidate of after) {
      const baseline = await before.next();
      assert(baseline.done !== true, "both arms of an assessment run the same items");
      yield toPair(baseline.value, candidate);
    }
  } finally {
    await before.return(undefined);
  }
}

function toPair(baseline: readonly ItemOutcome[], candidate: readonly ItemOutcome[]): Pair {
  const [outcome] = pairRuns(baseline.map(toRunScore), candidate.map(toRunScore));
  const [first] = baseline;
  const [second] = candidate;
  assert(
    outcome !== undefined && first !== undefined && second !== undefined,
    "an item has at least one run",
  );
  return {
    outcome,
    assessed: {
      item: first.item.id,
      className: first.item.className,
      baselineRun: first.run.id,
      candidateRun: second.run.id,
      baseline: outcome.baseline,
      candidate: outcome.candidate,
      baselineCorrect: outcome.baselineCorrect === 1,
      candidateCorrect: outcome.candidateCorrect === 1,
    },
    tokensBefore: tokensOf(baseline),
    tokensAfter: tokensOf(candidate),
    spend: spendOf([...baseline, ...candidate]),
  };
}

function toRunScore({ item, run, score }: ItemOutcome): RunScore {
  return {
    itemId: item.id,
    group: item.group ?? undefined,
    score: run.error === null ? score.value : null,
    isCorrect: score.isCorrect,
  };
}

function tokensOf(outcomes: readonly ItemOutcome[]): number {
  return outcomes.reduce((sum, { run }) => sum + run.spend.inputTokens + run.spend.outputTokens, 0);
}

/** What runs of this assessment cost; those that were taken before it, or that others paid for, are not its own. */
export function spendOf(outcomes: readonly Pick<ItemOutcome, "cost">[]): Spend {
  return outcomes.map(({ cost }) => cost).reduce(addSpend, NO_SPEND);
}

function tokenChange(pairs: readonly Pair[]): number | null {
  const before = pairs.reduce((sum, pair) => sum + pair.tokensBefore, 0);
  const after = pairs.reduce((sum, pair) => sum + pair.tokensAfter, 0);
  return before === 0 ? null : after / before - 1;
}

type Progress = {
  readonly pair: Pair | null;
  readonly report: GateReport | null;
  readonly done: number;
  readonly total: number;
};

function tellProgress(
  context: SessionContext,
  request: AssessRequest,
  { pair, report, done, total }: Progress,
): void {
  const { iteration, proposal } = request;
  const at = { iteration, proposal, done, total };
  if (pair !== null) {
    const { item, baselineCorrect, candidateCorrect } = pair.assessed;
    context.line.emit({ type: "item-finished", body: { ...at, item, baselineCorrect, candidateCorrect } });
  }
  if (report !== null) {
    const { forecast, metric } = report;
    const { evidence } = decidingMeasure(report, metric);
    const { measure, effect, interval, fixed, broken } = toHeadline(report, metric);
    context.line.emit({
      type: "assessment-progress",
      body: {
        ...at,
        measure,
        effect,
        interval,
        logE: evidence.logE,
        eValue: evidence.eValue,
        levelNeeded: evidence.levelNeeded,
        fixed,
        broken,
        forecast: { ...forecast },
      },
    });
  }
}
