import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { TryDocument } from "#core/contract/connections.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { collectTurn, type ModelTurn } from "#core/models/collect-turn.ts";
import { openBill, toSpend } from "#core/models/open-bill.ts";
import { costUsd, priceOf } from "#core/models/prices.ts";
import type { ChatRequest, ModelProvider, Usage } from "#core/models/provider.ts";
import { asSent, outputLimitOf } from "#core/models/sent-request.ts";
import type { AppContext } from "#core/app/context.ts";
import { openProvider, pricesIn } from "./models.ts";

type World = Pick<AppContext, "secrets" | "config" | "ticks" | "clock" | "store">;

const USUAL_PROMPT = "Answer with one word: ready";

/** Enough for a model that thinks before it answers. */
const MOST_OUTPUT_TOKENS = 1024;

/**
 * One real call to a model, with the members that an agent's requests have. What is wrong with the endpoint is the answer's
 * `error`; throws only what can be told before anything is sent, and cancelled.
 */
export async function tryModel(
  world: World,
  choice: ModelChoice,
  { prompt = USUAL_PROMPT, signal }: { readonly prompt?: string | undefined; readonly signal: AbortSignal },
): Promise<TryDocument> {
  const { secrets, config, ticks } = world;
  const request: ChatRequest = {
    model: choice.name,
    messages: [{ role: "user", content: prompt }],
    sampling: { temperature: 0, seed: 1, maxOutputTokens: MOST_OUTPUT_TOKENS },
  };
  const startedAt = ticks.now();
  const model = `${choice.provider}/${choice.name}`;
  let asked = openAsked(openProvider(choice, secrets, { ...config, school: world }), request, config);
  const about = () => ({
    model,
    omitted: [...(asked.provider.rules?.omit ?? [])],
    ms: Math.round(ticks.now() - startedAt),
  });
  try {
    const turn = await beginAgain(async (times) => {
      if (times > 0)
        asked = openAsked(openProvider(choice, secrets, { ...config, school: world }), request, config);
      return collectTurn(asked.provider.stream(request, signal, asked.bill.meter));
    });
    const { usage, isCounted } = asked.bill.usageOf(turn);
    return {
      ok: true,
      ...about(),
      ...(turn.responseModel === undefined || turn.responseModel === choice.name
        ? {}
        : { answeredAs: turn.responseModel }),
      answer: toAnswer(turn),
      ...(turn.keysPassedOver === undefined ? {} : { keysPassedOver: [...turn.keysPassedOver] }),
      usage,
      costUsd: toSpend(usage, { priceUsd: asked.priceUsd, isCounted }).usd,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    const { code, message, hint } = toErrorReport(error);
    return {
      ok: false,
      ...about(),
      answer: null,
      usage: null,
      costUsd: asked.bill.costOfFailure().usd,
      error: { code, message, hint },
    };
  }
}

/** What it said, and where it said nothing the tools that it called: some call one whatever they are asked. */
function toAnswer({ text, toolCalls }: ModelTurn): string {
  const calls = toolCalls.map(({ toolName, argumentsText }) => `${toolName}(${argumentsText})`);
  return text === "" ? calls.join("\n") : text;
}

/** A model as it is asked this time: what a refusal taught is in it, and its bill is of this request. */
function openAsked(provider: ModelProvider, request: ChatRequest, config: World["config"]) {
  const price = priceOf(pricesIn(config), provider, request.model);
  const priceUsd = (usage: Usage): number | null => (price === null ? null : costUsd(price, usage));
  const sent = asSent(request, provider.rules);
  const outputLimit = outputLimitOf(request, provider.rules) ?? MOST_OUTPUT_TOKENS;
  return {
    provider,
    priceUsd,
    bill: openBill({ provider, priceUsd, request: sent, outputLimit }),
  };
}
