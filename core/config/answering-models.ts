import { isStandIn } from "#core/domain/model-provider.ts";
import { ROUTE } from "#core/domain/route.ts";

/** Why these models may not answer in each other's place; empty where they may. Models are written NAME/MODEL. */
export function problemsOfAnswering(models: readonly string[]): readonly string[] {
  return models.flatMap((model, at) => {
    const provider = model.slice(0, model.indexOf("/"));
    if (provider === ROUTE) return [`${model} is a route itself: name its models`];
    // It would answer as no language model does, and nobody would see it in the figures.
    if (isStandIn(provider)) return [`${model} is no language model and answers in no model's place`];
    return models.indexOf(model) === at ? [] : [`${model} stands there twice`];
  });
}
