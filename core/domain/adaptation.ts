import { z } from "zod";
import { requestMemberSchema, requestRulesSchema } from "./request-rules.ts";

/** What may be learned: of settings, the one figure that the endpoint takes, and no more than a figure. */
export const learnedRuleSchema = requestRulesSchema.extend({
  set: z.record(requestMemberSchema, z.number()).optional(),
});
export type LearnedRule = z.infer<typeof learnedRuleSchema>;

/** What a refusal taught about requests for one model at one address. */
export type Adaptation = {
  /** The base address, as closures name it. */
  readonly endpoint: string;
  readonly model: string;
  /** How requests differ because of it: one member left out, renamed or set, or the next way to ask for a form or to cast messages. */
  readonly rule: LearnedRule;
  /** The endpoint's own words, without keys and shortened. */
  readonly said: string;
  /** Unix ms. */
  readonly at: number;
};
