import { AppError } from "#core/base/app-error.ts";
import { ROUTE, type Route, type RouteOrder } from "#core/domain/route.ts";
import { toModelChoice } from "#core/domain/model-provider.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { connectionNamed, type Connections } from "./endpoint.ts";

export type Routes = Readonly<Record<string, Route>>;

/** The models that may answer, the one that evidence is named by first. */
export type AnsweringModels = { readonly order: RouteOrder; readonly models: readonly ModelChoice[] };

/**
 * The models that may answer where this one is named: itself and what its connection falls back on, or those of a route
 * [M26]. Fallbacks of fallbacks are none. Throws model-unknown for a route that nobody has named.
 */
export function modelsOf(
  choice: ModelChoice,
  { connections = {}, routes = {} }: { readonly connections?: Connections; readonly routes?: Routes },
): AnsweringModels {
  if (choice.provider !== ROUTE) {
    // Whoever names another address means that one, and none that a workspace from elsewhere would ask in its place.
    const named = choice.baseUrl === undefined ? connectionNamed(choice.provider, connections) : null;
    const fallback = named?.fallback ?? [];
    return { order: "listed", models: [choice, ...fallback.map(toModelChoice)] };
  }
  const route = Object.hasOwn(routes, choice.name) ? routes[choice.name] : undefined;
  if (route === undefined) throw noRoute(choice.name, Object.keys(routes));
  return { order: route.order, models: route.models.map(toModelChoice) };
}

function noRoute(name: string, names: readonly string[]): AppError {
  return new AppError("model-unknown", `There is no route "${name}".`, {
    hint:
      names.length === 0
        ? `Name its models in workspace.yaml: routes: { ${name}: { order: cheapest, models: [NAME/MODEL, NAME/MODEL] } }`
        : `Write ${ROUTE}/NAME with one of: ${names.join(", ")}.`,
  });
}
