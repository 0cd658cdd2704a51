import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import { ROUTE, type RouteOrder } from "#core/domain/route.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import type { ModelProvider, ProviderRoute } from "#core/models/provider.ts";
import { modelsOf } from "#core/app/connections/models-of.ts";
import { openProvider, paceOf, refuseUnknownPrice, type Pace } from "./models.ts";
import type { School } from "./request-customs.ts";
import type { SecretSource } from "./secrets.ts";

/** One model that may answer, opened. */
export type OpenModel = {
  /** As its endpoint knows it. */
  readonly model: string;
  readonly provider: ModelProvider;
  readonly pace: Pace;
};

/** The models that may answer for a choice. `provider` is what evidence names: the first of them, or the route. */
export type OpenModels = {
  readonly provider: ModelProvider;
  readonly order: RouteOrder;
  readonly models: readonly [OpenModel, ...OpenModel[]];
};

type Settings = Partial<Pick<WorkspaceConfig, "simulated" | "connections" | "routes">> & {
  readonly school?: School;
};

/** Opens every model that may answer for a choice [M26]. Throws what `modelsOf` and `openProvider` throw, of any of them. */
export function openModels(choice: ModelChoice, secrets: SecretSource, settings: Settings): OpenModels {
  const { order, models: choices } = modelsOf(choice, settings);
  const opened = choices.map((each) => ({
    choice: each,
    model: each.name,
    provider: openProvider(each, secrets, settings),
    pace: paceOf(each, settings),
  }));
  const [first, ...others] = opened;
  if (first === undefined) throw new Error("A choice is answered by one model at least.");
  if (others.length === 0) return { provider: first.provider, order, models: [first] };
  const route: ProviderRoute = {
    order,
    models: opened.map(({ choice: { provider: id, name }, provider: { endpoint, rules, dress } }) => ({
      provider: id,
      name,
      endpoint,
      ...(rules === undefined ? {} : { rules }),
      ...(dress === undefined ? {} : { dress }),
    })),
  };
  const id = choice.provider === ROUTE ? ROUTE : first.provider.id;
  return { provider: { ...first.provider, id, route }, order, models: [first, ...others] };
}

/** What a line to them is opened with. */
export function namedFirst({ order, models }: OpenModels) {
  const [{ model, pace }] = models;
  return { modelName: model, pace, route: { order, models } };
}

/** The same as `refuseUnknownPrice` of each: whichever answers is paid. */
export function refuseUnknownPrices(
  { models }: OpenModels,
  pricing: Omit<Parameters<typeof refuseUnknownPrice>[1], "modelName">,
): void {
  for (const { provider, model } of models) refuseUnknownPrice(provider, { ...pricing, modelName: model });
}
