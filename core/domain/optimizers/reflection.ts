import { z } from "zod";
import type { OptimizerPlan } from "./plan.ts";

const fields = {
  /** Train items per iteration that it looks at. */
  minibatch: z.int().min(1).max(1000).default(40),
  /** Of those, at most so many failing and passing traces are shown to the reflector. */
  failuresShown: z.int().min(1).max(200).default(24),
  successesShown: z.int().min(0).max(200).default(8),
  /** Hypotheses that one proposal may carry. */
  hypotheses: z.int().min(1).max(10).default(3),
  /** Sampling temperature of the reflector and the improver. */
  temperature: z.number().min(0).max(2).default(0.7),
};

/** Reflects over failing and passing traces of a minibatch, and rewrites the variables that are to blame. */
export const reflectionPlan: OptimizerPlan<typeof fields> = {
  fields,
  prompts: ["reflector", "improver"],
  steps: ["act", "reflect", "select", "improve"],
  countRuns: ({ minibatch }, { train }) => Math.min(minibatch, train),
};
