const ASKS_A_MODEL = "no scorer asks a model";
const NOT_THE_ANSWER = "no scorer does that: it looks at the call, not at the answer";
const RUNS_PROGRAMS = "no scorer runs programs but JavaScript";

/** Why a sort of check is not made here. */
const WHY: Readonly<Record<string, string>> = {
  "llm-rubric": ASKS_A_MODEL,
  factuality: ASKS_A_MODEL,
  "model-graded-factuality": ASKS_A_MODEL,
  "model-graded-closedqa": ASKS_A_MODEL,
  "g-eval": ASKS_A_MODEL,
  "answer-relevance": ASKS_A_MODEL,
  "context-recall": ASKS_A_MODEL,
  "context-relevance": ASKS_A_MODEL,
  "context-faithfulness": ASKS_A_MODEL,
  "select-best": ASKS_A_MODEL,
  similar: ASKS_A_MODEL,
  classifier: ASKS_A_MODEL,
  moderation: ASKS_A_MODEL,
  latency: NOT_THE_ANSWER,
  cost: NOT_THE_ANSWER,
  perplexity: NOT_THE_ANSWER,
  "perplexity-score": NOT_THE_ANSWER,
  "finish-reason": NOT_THE_ANSWER,
  guardrails: NOT_THE_ANSWER,
  python: RUNS_PROGRAMS,
  ruby: RUNS_PROGRAMS,
  webhook: "no scorer calls anybody",
};

export function whyLeftOut(type: string): string {
  return (Object.hasOwn(WHY, type) ? WHY[type] : undefined) ?? "no scorer does that";
}
