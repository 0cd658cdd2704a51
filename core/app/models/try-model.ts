import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { TryDocument } from "#core/contract/connections.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { collectTurn } from "#core/models/collect-turn.ts";
import { openBill, toSpend } from "#core/models/open-bill.ts";
import { costUsd, priceOf } from "#core/models/prices.ts";
import type { ChatRequest, Usage } from "#core/models/provider.ts";
import type { AppContext } from "#core/app/context.ts";
import { findEndpoint } from "#core/app/connections/endpoint.ts";
import { openProvider, pricesIn } from "./models.ts";

type World = Pick<AppContext, "secrets" | "config" | "ticks">;

const USUAL_PROMPT = "Answer with one word: ready";

/** Enough for a model that thinks before it answers. */
const MOST_OUTPUT_TOKENS = 1024;

/**
 * One real call to a model, with the members that an agent's requests have. What is wrong with the endpoint is the answer's
 * `error`; throws only what can be told before anything is sent, and cancelled.
 */
export async function tryModel(
  { secrets, config, ticks }: World,
  choice: ModelChoice,
  { prompt = USUAL_PROMPT, signal }: { readonly prompt?: string | undefined; readonly signal: AbortSignal },
): Promise<TryDocument> {
  const provider = openProvider(choice, secrets, config);
  const price = priceOf(pricesIn(config), provider, choice.name);
  const priceUsd = (usage: Usage): number | null => (price === null ? null : costUsd(price, usage));
  const request: ChatRequest = {
    model: choice.name,
    messages: [{ role: "user", content: prompt }],
    sampling: { temperature: 0, seed: 1, maxOutputTokens: MOST_OUTPUT_TOKENS },
  };
  const bill = openBill({ provider, priceUsd, request, outputLimit: MOST_OUTPUT_TOKENS });
  const startedAt = ticks.now();
  const model = `${choice.provider}/${choice.name}`;
  const omitted = provider.isSimulated ? [] : (findEndpoint(choice, config.connections).request.omit ?? []);
  const about = () => ({ model, omitted: [...omitted], ms: Math.round(ticks.now() - startedAt) });
  try {
    const turn = await collectTurn(provider.stream(request, signal, bill.meter));
    const { usage, isCounted } = bill.usageOf(turn);
    return {
      ok: true,
      ...about(),
      ...(turn.responseModel === undefined || turn.responseModel === choice.name
        ? {}
        : { answeredAs: turn.responseModel }),
      answer: turn.text,
      usage,
      costUsd: toSpend(usage, { priceUsd, isCounted }).usd,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    const { code, message, hint } = toErrorReport(error);
    return {
      ok: false,
      ...about(),
      answer: null,
      usage: null,
      costUsd: bill.costOfFailure().usd,
      error: { code, message, hint },
    };
  }
}
