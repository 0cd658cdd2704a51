import { z } from "zod";
import type { JsonObject } from "#core/base/json.ts";
import { jsonValueSchema } from "./content/head.ts";
import { resourceKeySchema, type ResourceKey } from "./resource.ts";

/**
 * What environments begin in for one task, by environment: laid over what their records say, in the form of their type.
 * Environments that are not named begin as they are recorded.
 */
export const initialStateSchema = z.record(resourceKeySchema, z.record(z.string(), jsonValueSchema));
export type InitialState = Readonly<Record<ResourceKey, JsonObject>>;
