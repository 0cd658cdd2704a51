import { z } from "zod";
import { jsonValueSchema } from "./content/head.ts";
import { resourceKeySchema } from "./resource.ts";

/** The steps of a lifecycle that are asked for; building and failing are what comes of it. */
export const ASKED_STEPS = ["deprecate", "unregister", "reactivate"] as const;

const onResource = { resource: resourceKeySchema };
/** RFC 6901, into the content. */
const pointerSchema = z.string().startsWith("/").max(1000);
/** A resource that an agent uses: a tool, an environment, a memory, or in place of its own a prompt. */
const part = resourceKeySchema;
const lockedTextSchema = z.string().min(1).max(100_000);

/**
 * One change of the registry, as windows, terminals, files and programs ask for it. All edits of one request are one
 * change: it is their sum that must be allowed [R11].
 */
export const editSchema = z.discriminatedUnion("type", [
  /** A new resource, built as it comes in. */
  z.object({ type: z.literal("register"), ...onResource, content: jsonValueSchema }),
  /** A new resource with the content of another of its kind, whose version its record names: the one in force, or the one named. */
  z.object({
    type: z.literal("copy"),
    ...onResource,
    from: resourceKeySchema,
    version: z.string().min(1).optional(),
  }),
  /** The whole content anew. */
  z.object({ type: z.literal("update"), ...onResource, content: jsonValueSchema }),
  /** Some variables of it. */
  z.object({
    type: z.literal("set-variables"),
    ...onResource,
    values: z.array(z.object({ pointer: pointerSchema, value: jsonValueSchema })).min(1),
  }),
  /** An earlier version of it, as it was. */
  z.object({ type: z.literal("restore"), ...onResource, version: z.string().min(1) }),
  z.object({ type: z.literal("step"), ...onResource, step: z.enum(ASKED_STEPS) }),
  /** Has an agent use a tool, an environment or a memory as well, or a prompt in place of its own. */
  z.object({ type: z.literal("attach"), ...onResource, part }),
  z.object({ type: z.literal("detach"), ...onResource, part }),
  /** Whether a variable may be changed without a person, and how many tokens it may have; null takes the limit away. */
  z
    .object({
      type: z.literal("mask"),
      ...onResource,
      pointer: pointerSchema,
      learnable: z.boolean().optional(),
      maxTokens: z.int().positive().nullable().optional(),
    })
    .refine(({ learnable, maxTokens }) => learnable !== undefined || maxTokens !== undefined, {
      message: "say learnable, maxTokens or both: a mask that says neither changes nothing",
    }),
  /** A text that must stay in a variable from now on, unchanged. */
  z.object({ type: z.literal("lock"), ...onResource, pointer: pointerSchema, text: lockedTextSchema }),
  z.object({ type: z.literal("unlock"), ...onResource, pointer: pointerSchema, text: lockedTextSchema }),
]);
export type AskedEdit = z.infer<typeof editSchema>;
export type AskedEditOf<T extends AskedEdit["type"]> = Extract<AskedEdit, { readonly type: T }>;

/** So many in one request: a folder of resources is one. */
export const MOST_EDITS = 5000;
