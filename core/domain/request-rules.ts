import { z } from "zod";
import { jsonValueSchema } from "./content/head.ts";

/** What the request is about: whoever changed it would ask something else than the agent does. */
const THE_QUESTION = ["model", "messages", "tools"];

/** How many answers a request brings: one is reserved for, billed and read. */
const THE_ANSWERS = ["n", "best_of", "num_return_sequences"];

/** The name of a member of a chat request, as it goes over the wire: `temperature`, `stream_options`. */
export const requestMemberSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/)
  .refine((name) => !THE_QUESTION.includes(name), {
    message: "model, messages and tools are what is asked, and stay as they are",
  })
  .refine((name) => !THE_ANSWERS.includes(name), {
    message: "every request is for one answer: more of them would be paid for, and one is read",
  });

/**
 * How an endpoint is told what form an answer is to have, strictest first: by a JSON schema, by asking for some JSON
 * object with the schema in words, or in words alone.
 */
export const STRUCTURED_WAYS = ["json-schema", "json-object", "words"] as const;
export type StructuredWay = (typeof STRUCTURED_WAYS)[number];

/**
 * How the messages are cast: each in its role; `no-system`: what the system says begins the first user message;
 * `alternating`: that, and messages of one role after another are one.
 */
export const ROLE_CASTS = ["as-they-are", "no-system", "alternating"] as const;
export type RoleCast = (typeof ROLE_CASTS)[number];

/**
 * How the schemas of tools and answers are written: with every keyword that they have; `plain`: with those alone that
 * every reader of schemas knows, so that they ask for less than is checked here, and no object without members.
 */
export const SCHEMA_WAYS = ["whole", "plain"] as const;
export type SchemaWay = (typeof SCHEMA_WAYS)[number];

/** How requests to one endpoint differ from the usual ones. Part of every closure that has any: another request is another system. */
export const requestRulesSchema = z.strictObject({
  /** Members that are left out. */
  omit: z.array(requestMemberSchema).max(50).optional(),
  /** Members under another name. */
  rename: z.record(requestMemberSchema, requestMemberSchema).optional(),
  /** Members that are added, or have this value whatever the agent says. */
  set: z.record(requestMemberSchema, jsonValueSchema).optional(),
  structured: z.enum(STRUCTURED_WAYS).optional(),
  roles: z.enum(ROLE_CASTS).optional(),
  schemas: z.enum(SCHEMA_WAYS).optional(),
});
export type RequestRules = z.infer<typeof requestRulesSchema>;
