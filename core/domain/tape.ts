import { z } from "zod";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { jsonValueSchema } from "./content/head.ts";
import { resourceKeySchema } from "./resource.ts";
import { EFFECT_CLASSES } from "./content/tool.ts";

const ERROR_NAMES = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

export const failureSchema = z.object({ code: z.enum(ERROR_NAMES), message: z.string() });

const sourceShape = { resource: resourceKeySchema, version: z.string() };

/** What a run was told by one of its resources before it asked anything: rules of an environment, notes of a memory. */
const tapedTextSchema = z.object({
  /** `s/INDEX`: its place among all of them, the empty ones counted. */
  path: z.string(),
  ...sourceShape,
  text: z.string(),
});

/** One call that a run made of the world: a tool, or an action of an environment. */
const tapedCallSchema = z.object({
  /** `t/STEP/INDEX`: the step whose answer asked for it, and its place among the calls of that step. */
  path: z.string(),
  name: z.string(),
  ...sourceShape,
  effect: z.enum(EFFECT_CLASSES),
  input: jsonValueSchema,
  /** Null where the run ended before there was one. */
  outcome: z
    .discriminatedUnion("ok", [
      z.object({ ok: z.literal(true), value: jsonValueSchema }),
      z.object({ ok: z.literal(false), error: failureSchema }),
    ])
    .nullable(),
  /** Microseconds since the Unix epoch. */
  startUs: z.number(),
  endUs: z.number(),
});

/**
 * What a run had from the world besides its task and its model, in an order that follows from what was asked and not
 * from how long it took. Calls that could not be made (no such tool, arguments that do not fit) are not on it: the same
 * turn leads to the same refusal.
 */
export const runTapeSchema = z.object({ texts: z.array(tapedTextSchema), calls: z.array(tapedCallSchema) });

export type TapedText = Readonly<z.infer<typeof tapedTextSchema>>;
export type TapedCall = Readonly<z.infer<typeof tapedCallSchema>>;
export type RunTape = { readonly texts: readonly TapedText[]; readonly calls: readonly TapedCall[] };
