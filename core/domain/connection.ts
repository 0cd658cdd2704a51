import { z } from "zod";
import { requestRulesSchema } from "./request-rules.ts";
import { isKeyItself } from "./secrets.ts";

/** As the first half of NAME/MODEL: what names a provider. */
export const connectionNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, {
  message: "a connection's name is lower case letters, digits, points, dashes and underscores",
});

/** The name under which a key is found: of an environment variable, and of what a person typed or had kept for it. */
export const keyNameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, {
    message: "a key is named like an environment variable: letters, digits and underscores",
  })
  .refine((name) => !isKeyItself(name), {
    message: "this looks like the key itself: give the name under which it is found, such as TEAM_KEY",
  });

/** A model as it is written everywhere: PROVIDER/NAME or CONNECTION/NAME. */
export const modelNameSchema = z.string().regex(/^[^/\s]+\/\S+$/);

/** A header's value, or the name of the key that is sent as it, so that no secret stands in a file. */
const headerValueSchema = z.union([z.string().max(4000), z.strictObject({ key: keyNameSchema })]);

/** How patient one is with an endpoint. */
export const patienceSchema = z.strictObject({
  /** The longest time without a byte, heartbeats included; before the first word and within an answer. */
  silenceSeconds: z.number().min(1).max(86_400).optional(),
  /** The longest time without a word of the answer, while bytes come. */
  wordSeconds: z.number().min(1).max(86_400).optional(),
  /** The longest time of one whole answer. */
  answerSeconds: z.number().min(1).max(86_400).optional(),
  /** How often a call is tried, the first time included. */
  attempts: z.int().min(1).max(20).optional(),
  /** The longest time that an endpoint may ask to be left alone, or may say that it is loading, before a call is given up. */
  waitSeconds: z.number().min(0).max(86_400).optional(),
});
export type Patience = z.infer<typeof patienceSchema>;

/** An endpoint as a workspace names it: what is not said is as its preset has it. */
export const connectionSchema = z.strictObject({
  /** The provider whose customs it keeps; the one of the same name, else any OpenAI-compatible endpoint. */
  preset: z.string().min(1).optional(),
  /** The preset's own where it is absent. Ends before /chat/completions. */
  baseUrl: z.url().optional(),
  /** A query that every request carries, such as Azure's api-version. */
  query: z.record(z.string().min(1).max(100), z.string().max(1000)).optional(),
  /** Names of keys, in order: the next one is taken where one is refused or has used up its share. */
  keys: z.array(keyNameSchema).max(50).optional(),
  /** The header that carries the key; `authorization` carries it as a bearer token. */
  keyHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/)
    .optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), headerValueSchema).optional(),
  request: requestRulesSchema.optional(),
  patience: patienceSchema.optional(),
  /** Calls at the same time. */
  callsAtOnce: z.int().min(1).max(1000).optional(),
  /** `none`: reached directly, whatever the environment names. */
  proxy: z.union([z.literal("none"), z.url()]).optional(),
  /** Models that are asked in their order where this one gives no answer. */
  fallback: z.array(modelNameSchema).max(5).optional(),
});
export type Connection = z.infer<typeof connectionSchema>;
