import { assertDefined } from "#core/base/assert.ts";
import type { EffectClass } from "#core/domain/content/tool.ts";
import { applyPolicy, policyOf, type PolicyOutcome } from "#core/domain/policy.ts";
import type { Proposal } from "#core/domain/proposal.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import type { SessionConfig } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

/** What the policy of a session says about an assessed proposal: by the rules that the session began with [P15]. */
export function policyFor(
  store: Store,
  policy: Pick<SessionConfig, "approve" | "policy">,
  proposal: Proposal,
): PolicyOutcome {
  const assessment = assertDefined(
    store.proposals.assessment(proposal.id),
    "the assessment of a waiting proposal",
  );
  const contents = proposal.changes.map(({ to }) => store.versions.get(to).content);
  return applyPolicy(policyOf(policy), {
    verdict: assessment.verdict,
    effect: assessment.report.effect,
    kinds: proposal.changes.map(({ resource }) => splitResourceKey(resource).kind),
    effects: contents.flatMap((found): EffectClass[] =>
      found.kind === "tool" ? [found.content.effect] : [],
    ),
  });
}
