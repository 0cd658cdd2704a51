import type { ModelChoice } from "#core/domain/session.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { findEndpoint, originAt } from "#core/app/connections/endpoint.ts";
import type { ModelSettings } from "./models.ts";

/** Where a model choice is answered: scheme, host and port, or null in this process and where nobody knows. */
export function originOf(model: ModelChoice, { connections = {} }: ModelSettings): string | null {
  try {
    return isStandIn(model.provider) ? null : originAt(findEndpoint(model, connections).baseUrl);
  } catch {
    return null;
  }
}
