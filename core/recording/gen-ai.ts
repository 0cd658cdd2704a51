/**
 * Attribute names of the OpenTelemetry GenAI conventions (semantic-conventions-genai v0.1.0), and ours under
 * `autogenesis.`. Content attributes hold JSON text, as the conventions allow on spans.
 */
export const GEN_AI_SCHEMA_URL = "https://opentelemetry.io/schemas/gen-ai/0.1.0";

export const GEN_AI = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  agentName: "gen_ai.agent.name",
  agentDescription: "gen_ai.agent.description",
  requestModel: "gen_ai.request.model",
  requestTemperature: "gen_ai.request.temperature",
  requestTopP: "gen_ai.request.top_p",
  requestMaxTokens: "gen_ai.request.max_tokens",
  requestSeed: "gen_ai.request.seed",
  responseModel: "gen_ai.response.model",
  responseId: "gen_ai.response.id",
  finishReasons: "gen_ai.response.finish_reasons",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  cachedTokens: "gen_ai.usage.cache_read.input_tokens",
  systemInstructions: "gen_ai.system_instructions",
  inputMessages: "gen_ai.input.messages",
  outputMessages: "gen_ai.output.messages",
  toolDefinitions: "gen_ai.tool.definitions",
  toolName: "gen_ai.tool.name",
  toolCallId: "gen_ai.tool.call.id",
  toolType: "gen_ai.tool.type",
  toolDescription: "gen_ai.tool.description",
  toolArguments: "gen_ai.tool.call.arguments",
  toolResult: "gen_ai.tool.call.result",
  errorType: "error.type",
} as const;

export const AUTOGENESIS = {
  run: "autogenesis.run.id",
  session: "autogenesis.session.id",
  closure: "autogenesis.closure.id",
  /** The closure whole, as JSON; on the root span only. */
  closureBody: "autogenesis.closure",
  resource: "autogenesis.resource.id",
  resourceKind: "autogenesis.resource.kind",
  resourceVersion: "autogenesis.resource.version",
  effect: "autogenesis.effect.class",
  /** Of a tool call that was made, and not refused before it was: where in its run it stands. */
  callPath: "autogenesis.call.path",
  /** The result of a call is a text, though it reads as JSON. */
  resultIsText: "autogenesis.call.result.is_text",
  /** On the root span, as JSON: rules and notes that the run was told, with the versions they are from. */
  standingText: "autogenesis.standing_text",
  costUsd: "autogenesis.cost.usd",
  /** The usage was counted here: the endpoint reported none, or one that cannot be. */
  usageCounted: "autogenesis.usage.counted",
  /** As JSON: how the request that was sent differs from the usual one. */
  requestRules: "autogenesis.request.rules",
  isSimulated: "autogenesis.model.simulated",
  seed: "autogenesis.seed",
  /** On the root span of a run that was made from a test item. */
  sealed: "autogenesis.sealed",
  input: "autogenesis.input",
  output: "autogenesis.output",
  /** On the root span, as JSON by environment key: what the task's environments began in, where it said so. */
  initialState: "autogenesis.initial_state",
  /** On the root span, as JSON by environment key: SHA-256 of the state in which each was left. */
  finalStates: "autogenesis.final_states",
  /** On the root span of a replay: the run that was recorded, and what answered its calls of tools. */
  replayOf: "autogenesis.replay.of_run_id",
  replayTools: "autogenesis.replay.tools",
  operator: "autogenesis.operator",
  /** Of an operator: what of its reply did not fit and was not taken. */
  leftOut: "autogenesis.reply.left_out",
  iteration: "autogenesis.iteration",
  /** Of a model call, from 2 on: the attempt that answered, or the last one. */
  attempt: "autogenesis.retry.attempt",
  /** Of a model call that was made again: why, and how long it waited before its last attempt. */
  waited: "autogenesis.retry.waited",
  /** Of a model call that several models might answer: PROVIDER/NAME of the one that did, */
  answeredBy: "autogenesis.route.answered_by",
  /** and of those asked before it, each with the code of why it gave no answer. */
  keysPassedOver: "autogenesis.keys_passed_over",
  passedOver: "autogenesis.route.passed_over",
} as const;
