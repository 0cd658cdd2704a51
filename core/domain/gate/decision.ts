import type { GateLedger } from "./ledger.ts";
import type { Decision, GateContext, OpenReason, Verdict, VerdictReason } from "./report.ts";
import type { Way } from "./rules.ts";

/**
 * The verdict: the first rule that applies. A failed invariant, shown harm and "can't be worth having" reject; a
 * guard shown worse bars accepting for good but rejects nothing; undecided is never rounded to either side [A3].
 */
export function decide(ledger: GateLedger, context: GateContext): Decision {
  if (context.invariants.some((invariant) => !invariant.holds)) {
    return settled("reject", "invariant-failed");
  }
  if (isRejected(ledger)) return settled("reject", rejectionReason(ledger));
  if (ledger.guards.some((guard) => guard.isShownWorse())) return settled("undecided", "guard-worse");
  if (ledger.plan.level === 0) return settled("undecided", "horizon-passed");
  return decideByEvidence(ledger, context.remainingItems === 0);
}

/** Accepted by the first way that has all it asks for; else what the way that came furthest still lacks. */
function decideByEvidence(ledger: GateLedger, isPoolUsedUp: boolean): Decision {
  const [first, ...others] = ledger.rule.ways.map((way) => weigh(way, ledger));
  const furthest = others.reduce((best, other) => (other.met > best.met ? other : best), first as Weighed);
  const accepted = [first as Weighed, ...others].find(({ lacks }) => lacks === null);
  if (accepted !== undefined) return settled("accept", accepted.way.reason);
  const lacks = furthest.lacks as OpenReason;
  if (!isPoolUsedUp) return { verdict: "undecided", reason: lacks, isSettled: false };
  return settled("undecided", lacks === "more-items-needed" ? "pool-used-up" : lacks);
}

/** `met`: conditions that hold before the first that does not. */
type Weighed = { readonly way: Way; readonly met: number; readonly lacks: OpenReason | null };

function weigh(way: Way, ledger: GateLedger): Weighed {
  const unmet = way.conditions.findIndex(({ holds }) => !holds(ledger));
  if (unmet === -1) return { way, met: way.conditions.length, lacks: null };
  return { way, met: unmet, lacks: way.conditions[unmet]?.unmet ?? null };
}

function isRejected(ledger: GateLedger): boolean {
  return (
    ledger.rule.harmfulBy.some((measure) => ledger.of(measure).hasCrossed("harm")) ||
    ledger.deciding.every((followed) => followed.hasCrossed("rejection"))
  );
}

function rejectionReason(ledger: GateLedger): VerdictReason {
  if (isHarmful(ledger)) return "harmful";
  return isRealButTooSmall(ledger) ? "real-but-too-small" : "not-worth-having";
}

/** U < 0, of what decides or of what may not be harmed. */
export function isHarmful({ rule, deciding, of }: GateLedger): boolean {
  const watched = rule.harmfulBy.length === 0 ? deciding : rule.harmfulBy.map(of);
  return watched.some((followed) => followed.hasCrossed("harm"));
}

/** L > 0 and U < δ, of one that decides. A variant that only has to be no worse is not measured against δ. */
export function isRealButTooSmall({ plan, deciding }: GateLedger): boolean {
  return (
    plan.config.objective === "improve" &&
    deciding.every((followed) => followed.hasCrossed("rejection")) &&
    deciding.some((followed) => followed.hasCrossed("improvement"))
  );
}

function settled(verdict: Verdict, reason: VerdictReason): Decision {
  return { verdict, reason, isSettled: true };
}
