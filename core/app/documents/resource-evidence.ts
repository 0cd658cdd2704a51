import type { ResourceStateDocument } from "#core/contract/resource-state.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents.ts";

/** What was measured with a version in force: runs, assessments that compared it, and evaluations. Sealed runs are not told. */
export function findEvidence(store: Store, version: string): ResourceStateDocument["evidence"] {
  const closures = new Set(store.runs.closuresWith(version));
  const assessments = store.proposals
    .allAssessments()
    .filter(({ baselineClosure, candidateClosure }) =>
      [baselineClosure, candidateClosure].some((closure) => closures.has(closure)),
    )
    .map(({ proposal, verdict, dataset, at, candidateClosure, baselineClosure }) => ({
      proposal,
      verdict,
      dataset,
      at: toIso(at),
      side: sideOf(closures.has(baselineClosure), closures.has(candidateClosure)),
    }));
  const evaluations = store.events
    .ofWorkspace("evaluated")
    .filter(({ body }) => body.closure !== undefined && closures.has(body.closure))
    .map(({ at, body: { commit, dataset, model, estimate } }) => ({
      commit,
      dataset,
      model,
      items: estimate.n,
      at: toIso(at),
    }));
  return { runs: store.runs.countOver([...closures]), assessments, evaluations };
}

function sideOf(isBaseline: boolean, isCandidate: boolean): "both" | "baseline" | "candidate" {
  if (isBaseline && isCandidate) return "both";
  return isBaseline ? "baseline" : "candidate";
}
