import { z } from "zod";

/** The five kinds of resource. Code tools, builtin tools, skills and agents-as-tools are all `tool`. */
export const RESOURCE_KINDS = ["prompt", "agent", "tool", "environment", "memory"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** "kind/name": how a resource is addressed everywhere. */
export type ResourceKey = `${ResourceKind}/${string}`;

export const resourceKindSchema = z.enum(RESOURCE_KINDS);

/** Every name and key that anybody writes is held against these two [R1]. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const KEY = new RegExp(`^(${RESOURCE_KINDS.join("|")})/[a-z0-9][a-z0-9-]{0,62}$`);

export const resourceNameSchema = z
  .string()
  .regex(NAME, "a name is 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit");

export function isResourceKey(value: unknown): value is ResourceKey {
  return typeof value === "string" && KEY.test(value);
}

export const resourceKeySchema = z.custom<ResourceKey>(
  isResourceKey,
  "a resource is written KIND/NAME, for example prompt/order-clerk",
);

export function toResourceKey(kind: ResourceKind, name: string): ResourceKey {
  return `${kind}/${name}`;
}

/** An agent as a person writes it: its name, or kind and name. */
export function toAgentKey(written: string): ResourceKey {
  return toResourceKey("agent", written.replace(/^agent\//, ""));
}

export function splitResourceKey(key: ResourceKey): { readonly kind: ResourceKind; readonly name: string } {
  const slash = key.indexOf("/");
  return { kind: key.slice(0, slash) as ResourceKind, name: key.slice(slash + 1) };
}
