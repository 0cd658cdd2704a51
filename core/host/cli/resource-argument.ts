import { AppError } from "#core/base/app-error.ts";
import { resourceKeySchema, splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";

/** KIND/NAME as typed. Throws usage where it is not one. */
export function toKey(written: string): ResourceKey {
  const parsed = resourceKeySchema.safeParse(written);
  if (parsed.success) return parsed.data;
  throw new AppError("usage", `"${written}" does not name a resource.`, {
    hint: "A resource is written KIND/NAME, for example prompt/order-clerk.",
  });
}

/** An agent's name, with or without its kind. */
export function toAgentKey(written: string): ResourceKey {
  return toKey(written.includes("/") ? written : `agent/${written}`);
}

/** The name of another resource of the same kind, with or without it. */
export function toKeyLike(like: ResourceKey, written: string): ResourceKey {
  return toKey(written.includes("/") ? written : `${splitResourceKey(like).kind}/${written}`);
}
