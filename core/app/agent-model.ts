import { AppError } from "#core/base/app-error.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** The model that an agent names. */
export function modelOf(view: ResourceView, agent: ResourceKey): ModelChoice {
  const { resource } = view.get(agent);
  if (resource.kind !== "agent") {
    throw new AppError("input-invalid", `${agent} is not an agent.`, { hint: "Name one with --agent." });
  }
  const { provider, name, baseUrl } = resource.content.model;
  return baseUrl === undefined ? { provider, name } : { provider, name, baseUrl };
}
