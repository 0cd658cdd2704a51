import type { ConnectionDocument } from "#core/contract/connections.ts";
import { ROUTE } from "#core/domain/route.ts";
import { splitModel } from "#renderer/models/split-model.ts";
import type { NamedRoute } from "#renderer/models/model-queries.ts";

/** What names a connection's models beside agents: routes, and connections that ask them where they get no answer. */
export function usesBeside(
  name: string,
  connections: readonly ConnectionDocument[],
  routes: readonly NamedRoute[],
): readonly { readonly label: string; readonly parts: readonly string[] }[] {
  const isIts = (model: string): boolean => splitModel(model)?.provider === name;
  return [
    ...routes
      .filter(({ models }) => models.some(isIts))
      .map((route) => ({ label: `${ROUTE}/${route.name}`, parts: ["connections"] })),
    ...connections
      .filter((other) => other.name !== name && other.fallback.some(isIts))
      .map((other) => ({ label: other.name, parts: ["connections", other.name] })),
  ];
}
