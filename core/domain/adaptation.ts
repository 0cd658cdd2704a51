import type { z } from "zod";
import { requestRulesSchema } from "./request-rules.ts";

/** What may be learned: no endpoint says what a member is to be set to. */
export const learnedRuleSchema = requestRulesSchema.omit({ set: true });
export type LearnedRule = z.infer<typeof learnedRuleSchema>;

/** What a refusal taught about requests for one model at one address. */
export type Adaptation = {
  /** The base address, as closures name it. */
  readonly endpoint: string;
  readonly model: string;
  /** How requests differ because of it: one member left out or renamed, or the next way to ask for a form or to cast messages. */
  readonly rule: LearnedRule;
  /** The endpoint's own words, without keys and shortened. */
  readonly said: string;
  /** Unix ms. */
  readonly at: number;
};
