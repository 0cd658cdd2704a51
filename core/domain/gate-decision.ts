import { meanEffect } from "./gate-ledger.ts";
import type { GateLedger } from "./gate-ledger.ts";
import type { Decision, GateContext, Verdict, VerdictReason } from "./gate-report.ts";
import type { EProcess } from "./statistics/e-process.ts";

/**
 * The verdict: the first rule that applies. A failed invariant and "can't be worth having" reject; a guard shown
 * worse bars accepting for good but rejects nothing; undecided is never rounded to either side.
 */
export function decide(ledger: GateLedger, context: GateContext): Decision {
  if (context.invariants.some((invariant) => !invariant.holds)) {
    return settled("reject", "invariant-failed");
  }
  if (hasCrossed(ledger.processes.rejection)) return settled("reject", rejectionReason(ledger));
  if (ledger.guards.some((guard) => guard.isShownWorse())) return settled("undecided", "guard-worse");
  if (ledger.plan.level === 0) return settled("undecided", "horizon-passed");
  return decideByEvidence(ledger, context.remainingItems === 0);
}

function decideByEvidence(ledger: GateLedger, isPoolUsedUp: boolean): Decision {
  const { objective, minEffect } = ledger.plan.config;
  if (!hasCrossed(ledger.processes.acceptance)) {
    return isPoolUsedUp ? settled("undecided", "pool-used-up") : open("more-items-needed");
  }
  if (objective === "no-worse") return settled("accept", "no-worse-shown");
  if ((meanEffect(ledger) ?? 0) >= minEffect) return settled("accept", "improvement-shown");
  return isPoolUsedUp ? settled("undecided", "effect-below-minimum") : open("effect-below-minimum");
}

function rejectionReason(ledger: GateLedger): VerdictReason {
  if (isHarmful(ledger)) return "harmful";
  return isRealButTooSmall(ledger) ? "real-but-too-small" : "not-worth-having";
}

/** U < 0. */
export function isHarmful(ledger: GateLedger): boolean {
  return hasCrossed(ledger.processes.harm);
}

/** L > 0 and U < δ. A variant that only has to be no worse is not measured against δ. */
export function isRealButTooSmall(ledger: GateLedger): boolean {
  const { improvement, rejection } = ledger.processes;
  return ledger.plan.config.objective === "improve" && hasCrossed(improvement) && hasCrossed(rejection);
}

export function hasCrossed(process: EProcess): boolean {
  return process.crossedAt() !== null;
}

function settled(verdict: Verdict, reason: VerdictReason): Decision {
  return { verdict, reason, isSettled: true };
}

function open(reason: VerdictReason): Decision {
  return { verdict: "undecided", reason, isSettled: false };
}
