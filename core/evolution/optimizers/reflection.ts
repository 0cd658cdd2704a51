import { fileImprovement } from "#core/evolution/file-improvement.ts";
import { lookAt, type Sight } from "#core/evolution/look-at.ts";
import { improve, improveAnswer } from "#core/evolution/operators/improve.ts";
import { learnableVariables } from "#core/evolution/operators/reflect.ts";
import { select, type PlannedEdit } from "#core/evolution/operators/select.ts";
import { hypothesesWanted, rejectedSummaries } from "#core/evolution/rejected.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import type { SessionJournal } from "#core/evolution/session-journal.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { noCandidate, type Optimizer, type Search, type SearchRequest } from "./optimizer.ts";

type Request = SearchRequest<"reflection">;

/** What all operators of one search look at. */
type Scene = Request & {
  readonly view: ResourceView;
  readonly rejected: ReturnType<typeof rejectedSummaries>;
  readonly most: number;
};

/** Acts on a minibatch, reflects over failing and passing traces, selects and improves variables: one candidate. */
export const reflection: Optimizer<"reflection"> = {
  search: async (context, journal, request) => {
    const scene: Scene = {
      ...request,
      view: viewAtCommit(context.line.store, request.base),
      rejected: rejectedSummaries(context),
      most: hypothesesWanted(context, request.settings.hypotheses),
    };
    const { hypotheses, ...seen } = await seek(context, journal, scene);
    if (!hypotheses.ok) return noCandidate(hypotheses.error);
    if (hypotheses.value.length === 0) return { kind: "nothing-left", ...seen };
    return propose(context, journal, { ...scene, hypotheses: hypotheses.value });
  },
};

/** What is wrong in a minibatch; where nothing is, in all train items. */
async function seek(context: SessionContext, journal: SessionJournal, scene: Scene): Promise<Sight> {
  const { iteration, accepted, view, rejected, most, settings } = scene;
  const shown = { failures: settings.failuresShown, successes: settings.successesShown };
  const request = { iteration, accepted, view, rejected, most, shown };
  const first = await lookAt(context, journal, {
    ...request,
    look: { part: "minibatch", size: settings.minibatch },
  });
  const isExplained = first.hypotheses.ok && first.hypotheses.value.length === 0;
  return isExplained ? lookAt(context, journal, { ...request, look: { part: "all" } }) : first;
}

type Found = Extract<Sight["hypotheses"], { readonly ok: true }>["value"];

async function propose(
  context: SessionContext,
  journal: SessionJournal,
  { iteration, base, view, rejected, most, hypotheses }: Scene & { readonly hypotheses: Found },
): Promise<Search> {
  const learnable = learnableVariables(view, context.session.config.agent);
  const edits = select({ hypotheses, learnable, most });
  if (edits.length === 0) return noCandidate("No hypothesis is about a learnable variable.");
  const improvement = await journal.step({
    iteration,
    operator: "improve",
    answer: improveAnswer,
    run: async () => improve(context, { view, iteration, edits, rejected }),
    tell: (reply) => ({ summary: reply.ok ? reply.value.summary : "" }),
  });
  if (!improvement.ok) return noCandidate(improvement.error);
  const { values } = improvement.value;
  // What was left out rests on nothing here.
  const isWritten = (edit: PlannedEdit): boolean =>
    values.some(({ resource, pointer }) => resource === edit.resource && pointer === edit.pointer);
  const filed = await fileImprovement(context, journal, {
    iteration,
    base,
    improvement: improvement.value,
    hypotheses: edits.filter(isWritten).flatMap((edit) => edit.hypotheses),
  });
  return { kind: "sought", candidates: [filed] };
}
