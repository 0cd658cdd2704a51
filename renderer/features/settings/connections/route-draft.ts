import { connectionNameSchema } from "#core/domain/connection.ts";
import type { RouteOrder } from "#core/domain/route.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";

/** A route as it is being filled in; a model that is not chosen yet is empty. */
export type RouteDraft = {
  readonly name: string;
  readonly order: RouteOrder;
  readonly models: readonly string[];
};

export const NEW_ROUTE: RouteDraft = { name: "", order: "listed", models: ["", ""] };

type RouteFaults = { readonly name?: string; readonly models?: string };

/** What stands against it, by the field beside which it is said; `taken`: names of other routes. */
export function findRouteFaults({ name, models }: RouteDraft, taken: readonly string[]): RouteFaults {
  const { faults } = connectionStrings;
  const named = connectionNameSchema.safeParse(name);
  const chosen = models.filter((model) => model !== "");
  const wrongName =
    name === ""
      ? faults.noName
      : taken.includes(name)
        ? faults.taken
        : named.success
          ? null
          : faults.routeName;
  const wrongModels =
    chosen.length < models.length
      ? faults.unchosen
      : models.length < 2
        ? faults.tooFew
        : new Set(models).size < models.length
          ? faults.sameModel
          : null;
  return {
    ...(wrongName === null ? {} : { name: wrongName }),
    ...(wrongModels === null ? {} : { models: wrongModels }),
  };
}

/** What the host refused of its models, in its own words; null where it says something else. */
export function faultOfModels(message: string, name: string): string | null {
  const start = `routes.${name}.models`;
  const at = message.indexOf(start);
  if (at === -1) return null;
  return message.slice(at + start.length).replace(/^[^:]*: /, "");
}
