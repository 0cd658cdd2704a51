import type { ModelChoice } from "#core/domain/session.ts";
import type { AppContext } from "#core/app/context.ts";
import { findEndpoint } from "#core/app/connections/endpoint.ts";
import { placeOf } from "#core/app/connections/refuse-untrusted.ts";

type Hearing = Pick<AppContext, "caller" | "config" | "secrets">;

/**
 * A model as it is to be used. Keys that a person names beside an address may go there from then on [M16]; of others they
 * are not heard.
 */
export function hearKeys<M extends ModelChoice | undefined>(
  { caller, config, secrets }: Hearing,
  model: M,
): M | ModelChoice {
  if (model?.keys === undefined) return model;
  const { keys, ...unkeyed } = model;
  if (caller.kind !== "person") return unkeyed;
  const place = placeOf(findEndpoint(model, config.connections));
  if (place !== null) secrets.trust.grant(keys, place);
  return model;
}
