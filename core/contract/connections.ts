import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import {
  connectionNameSchema,
  connectionSchema,
  keyNameSchema,
  modelNameSchema,
  patienceSchema,
} from "#core/domain/connection.ts";
import { requestRulesSchema } from "#core/domain/request-rules.ts";
import { routeSchema } from "#core/domain/route.ts";
import { procedure } from "./procedure.ts";
import { timeSchema } from "./shapes.ts";

const keyStateSchema = z.object({
  name: z.string(),
  /** `typed`: by a person, for this process alone; `kept`: by one, in the system's key store. The key never crosses. */
  origin: z.enum(["environment", "typed", "kept", "none"]),
  /** Whether it may be sent there: it is the preset's own at its own address, or a person allowed it. */
  isTrusted: z.boolean(),
});
export type KeyState = z.infer<typeof keyStateSchema>;

/** What the endpoint's refusals of one model's requests taught. */
const learnedSchema = z.object({
  model: z.string(),
  rules: requestRulesSchema,
  /** In the server's own words, without keys. */
  said: z.string(),
  at: timeSchema,
});

const connectionDocumentSchema = z.object({
  /** The first half of NAME/MODEL. */
  name: z.string(),
  label: z.string(),
  /** Part of the program, and no language model. */
  isStandIn: z.boolean(),
  /** What workspace.yaml says under this name; null for a preset as it comes. */
  declared: connectionSchema.nullable(),
  /** The provider whose customs it keeps; null for any OpenAI-compatible endpoint. */
  preset: z.string().nullable(),
  /** As it is asked; null for what answers in this program, and where an address is still wanted. */
  baseUrl: z.string().nullable(),
  /** How an address is written where one is still wanted; null where none is. */
  addressForm: z.string().nullable(),
  query: z.record(z.string(), z.string()),
  keys: z.array(keyStateSchema),
  keyHeader: z.string(),
  /** `value` as it is sent; null where it is the value of the key named beside it. */
  headers: z.array(
    z.object({ name: z.string(), value: z.string().nullable(), key: keyStateSchema.nullable() }),
  ),
  /** How every request to it differs from the usual ones: its preset's customs, and over them what workspace.yaml says. */
  request: requestRulesSchema,
  learned: z.array(learnedSchema),
  /** With what is usual where nothing is said. */
  patience: patienceSchema.required(),
  callsAtOnce: z.int(),
  /** `none`: directly, whatever the environment names; null: as the environment says. */
  proxy: z.string().nullable(),
  fallback: z.array(z.string()),
  /** What was put right in what is written, such as an address that names too much. */
  said: z.array(z.string()),
  /** Why it cannot be used as it is. */
  problem: z
    .object({
      code: z.custom<ErrorCode>((code) => typeof code === "string" && Object.hasOwn(ERROR_CODES, code)),
      message: z.string(),
      hint: z.string(),
    })
    .nullable(),
});
export type ConnectionDocument = z.infer<typeof connectionDocumentSchema>;

/** A provider that a connection may begin from. */
const presetDocumentSchema = z.object({
  name: z.string(),
  label: z.string(),
  /** Null where it has none of its own, and wants one. */
  baseUrl: z.string().nullable(),
  /** How its address is written; null where it has one. */
  addressForm: z.string().nullable(),
  /** The name of its key; null where it usually needs none. */
  key: z.string().nullable(),
  keyHeader: z.string(),
  query: z.record(z.string(), z.string()),
  request: requestRulesSchema,
});
export type PresetDocument = z.infer<typeof presetDocumentSchema>;

const tryDocumentSchema = z.object({
  ok: z.boolean(),
  model: z.string(),
  /** The model that answered, where the endpoint says another name. */
  answeredAs: z.string().optional(),
  answer: z.string().nullable(),
  usage: z.object({ inputTokens: z.int(), cachedInputTokens: z.int(), outputTokens: z.int() }).nullable(),
  /** Where several models may answer: the one that did, NAME/MODEL, */
  answeredBy: z.string().optional(),
  /** and those asked before it that gave no answer. */
  passedOver: z.array(z.object({ model: z.string(), code: z.string() })).optional(),
  /** Keys that another one had to be taken for, each with the reason. */
  keysPassedOver: z.array(z.string()).optional(),
  /** Members of the usual request that were left out. */
  omitted: z.array(z.string()),
  ms: z.number(),
  /** Null where nobody has said what the model costs. */
  costUsd: z.number().nullable(),
  /** What the server said where it would not answer. */
  said: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).optional(),
});
export type TryDocument = z.infer<typeof tryDocumentSchema>;

const routesSchema = z.array(routeSchema.extend({ name: z.string() }));

const listSchema = z.array(connectionDocumentSchema);

/** The endpoints that models are asked at, by name. */
export const connectionsContract = {
  /** The workspace's own, and every preset. */
  list: procedure.output(listSchema),
  presets: procedure.output(z.array(presetDocumentSchema)),
  /** What workspace.yaml names as routes: each is chosen as `route/NAME`, and one of its models answers. */
  routes: procedure.output(routesSchema),
  /** Writes it into workspace.yaml; null takes it out. Only people may. */
  saveRoute: procedure
    .input(z.object({ name: connectionNameSchema, route: routeSchema.nullable() }))
    .output(routesSchema),
  /**
   * Writes it into workspace.yaml, comments kept; null takes it out. Its keys may be sent to its address from then on, which
   * is written down outside of the workspace. Only people may.
   */
  save: procedure
    .input(
      z.object({
        name: connectionNameSchema,
        connection: connectionSchema.nullable(),
        /** All its keys may go: whoever saves was shown which and where. Else only what this names anew. */
        grant: z.boolean().default(false),
      }),
    )
    .output(listSchema),
  /** Lets its keys be sent to its address, or no longer. Only people may. */
  trust: procedure
    .input(z.object({ name: z.string().min(1), isTrusted: z.boolean().default(true) }))
    .output(listSchema),
  /** A key, kept where the host has a key store and else in this process's memory; null forgets it. Only people may. */
  setKey: procedure
    .input(z.object({ name: keyNameSchema, key: z.string().trim().min(1).max(8000).nullable() }))
    .output(listSchema),
  /** The models that the endpoint says it has, and what those cost of which somebody said it. */
  models: procedure.input(z.object({ connection: z.string().min(1) })).output(
    z.object({
      connection: z.string(),
      models: z.array(z.string()),
      /** By the model's name, in US dollars per million tokens. */
      prices: z.record(z.string(), z.object({ input: z.number(), output: z.number() })),
    }),
  ),
  /** Takes back what refusals at its address taught of one model, or of all: requests go as usual again. Only people may. */
  forget: procedure
    .input(z.object({ name: z.string().min(1), model: z.string().min(1).optional() }))
    .output(listSchema),
  /** One real call, as an agent would make it. What is wrong with it is part of the answer. Only people may. */
  try: procedure
    .input(z.object({ model: modelNameSchema, prompt: z.string().min(1).max(20_000).optional() }))
    .output(tryDocumentSchema),
};
