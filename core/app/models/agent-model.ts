import { AppError } from "#core/base/app-error.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ModelChoice, Session } from "#core/domain/session.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** The model that an agent names. */
export function modelOf(view: ResourceView, agent: ResourceKey): ModelChoice {
  const { resource } = view.get(agent);
  if (resource.kind !== "agent") {
    throw new AppError("input-invalid", `${agent} is not an agent.`, {
      hint: "Name one.",
      way: "name-agent",
    });
  }
  const { provider, name, baseUrl } = resource.content.model;
  return baseUrl === undefined ? { provider, name } : { provider, name, baseUrl };
}

/** The model that a session began with: the one it was given, or its agent's. */
export function modelOfSession(store: Store, { config, startCommit }: Session): ModelChoice {
  return config.model ?? modelOf(viewAtCommit(store, startCommit), config.agent);
}
