import type { Attributes } from "@opentelemetry/api";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import type { ModelAnswer, ModelFacts } from "./model-line.ts";
import type { ChatRequest } from "./provider.ts";
import { toMessageAttributes, toOutputAttribute } from "./span-messages.ts";

/** What a model call's span says of it, by the GenAI conventions. */

export function requestAttributes(provider: ModelFacts, request: ChatRequest): Attributes {
  const { temperature, topP, maxOutputTokens, seed } = request.sampling;
  return {
    [GEN_AI.operation]: "chat",
    [GEN_AI.provider]: provider.id,
    [GEN_AI.requestModel]: request.model,
    [AUTOGENESIS.isSimulated]: provider.isSimulated,
    ...(temperature === undefined ? {} : { [GEN_AI.requestTemperature]: temperature }),
    ...(topP === undefined ? {} : { [GEN_AI.requestTopP]: topP }),
    ...(maxOutputTokens === undefined ? {} : { [GEN_AI.requestMaxTokens]: maxOutputTokens }),
    ...(seed === undefined ? {} : { [GEN_AI.requestSeed]: seedOnWire(seed, provider) }),
    ...(provider.rules === undefined ? {} : { [AUTOGENESIS.requestRules]: JSON.stringify(provider.rules) }),
    ...toMessageAttributes(request),
  };
}

export function answerAttributes({ turn, spend, by }: ModelAnswer): Attributes {
  const usage = turn.usage ?? turn.counted;
  return {
    [GEN_AI.finishReasons]: [turn.reason],
    [GEN_AI.outputMessages]: toOutputAttribute(turn),
    ...(turn.responseModel === undefined ? {} : { [GEN_AI.responseModel]: turn.responseModel }),
    ...(turn.responseId === undefined ? {} : { [GEN_AI.responseId]: turn.responseId }),
    ...(spend.usd === null ? {} : { [AUTOGENESIS.costUsd]: spend.usd }),
    ...(usage === undefined
      ? {}
      : {
          [GEN_AI.inputTokens]: usage.inputTokens,
          [GEN_AI.outputTokens]: usage.outputTokens,
          [GEN_AI.cachedTokens]: usage.cachedInputTokens,
        }),
    ...(turn.usage === null ? { [AUTOGENESIS.usageCounted]: true } : {}),
    ...(turn.keysPassedOver === undefined ? {} : { [AUTOGENESIS.keysPassedOver]: [...turn.keysPassedOver] }),
    ...(by === undefined ? {} : routeAttributes(by)),
  };
}

function routeAttributes({ model, passedOver }: NonNullable<ModelAnswer["by"]>): Attributes {
  return {
    [AUTOGENESIS.answeredBy]: model,
    ...(passedOver.length === 0
      ? {}
      : { [AUTOGENESIS.passedOver]: passedOver.map((one) => `${one.model}: ${one.code}`) }),
  };
}

/** Of 31 bits where it leaves this process: Gemini takes no more, and llama.cpp reads 2^32 − 1 as "random". */
function seedOnWire(seed: number, { endpointOrigin }: ModelFacts): number {
  return endpointOrigin === null ? seed : seed % 2 ** 31;
}
