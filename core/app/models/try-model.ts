import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { TryDocument } from "#core/contract/connections.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { givesNoAnswer, inOrder } from "#core/models/answer-by-route.ts";
import { beginAgain } from "#core/models/begin-again.ts";
import { collectTurn, type ModelTurn } from "#core/models/collect-turn.ts";
import { openBill, toSpend } from "#core/models/open-bill.ts";
import { costUsd, priceOf } from "#core/models/prices.ts";
import type { ChatRequest, Usage } from "#core/models/provider.ts";
import { asSent, outputLimitOf } from "#core/models/sent-request.ts";
import type { AppContext } from "#core/app/context.ts";
import { modelsOf } from "#core/app/connections/models-of.ts";
import { openProvider } from "./models.ts";
import { pricesIn } from "./prices-in.ts";

type World = Pick<AppContext, "secrets" | "config" | "ticks" | "clock" | "store">;

const USUAL_PROMPT = "Answer with one word: ready";

/** Enough for a model that thinks before it answers. */
const MOST_OUTPUT_TOKENS = 1024;

/**
 * One real call to a model, with the members that an agent's requests have; where several may answer, to each in turn until
 * one does [M25]. What is wrong with the endpoint is the answer's `error`; throws only what can be told before anything is
 * sent, and cancelled.
 */
export async function tryModel(world: World, choice: ModelChoice, trial: Trial): Promise<TryDocument> {
  const startedAt = world.ticks.now();
  const since = () => Math.round(world.ticks.now() - startedAt);
  const model = nameOf(choice);
  const { order, models } = modelsOf(choice, world.config);
  const turns = models.map((each) => ({ choice: each, end: openAsked(world, each, trial) }));
  const passedOver: { model: string; code: string }[] = [];
  let last: TryDocument | null = null;
  for (const turn of inOrder(order, turns, requestFor(choice, trial))) {
    const { document, code } = await tryOne(world, turn.choice, trial);
    const named = nameOf(turn.choice);
    last = {
      ...document,
      model,
      ms: since(),
      ...(models.length === 1 || !document.ok ? {} : { answeredBy: named }),
      ...(passedOver.length === 0 ? {} : { passedOver: [...passedOver] }),
    };
    if (code === null || !givesNoAnswer(code)) break;
    passedOver.push({ model: named, code });
  }
  return assertDefined(last, "a model that was tried");
}

type Trial = { readonly prompt?: string | undefined; readonly signal: AbortSignal };
type Tried = { readonly document: Omit<TryDocument, "model" | "ms">; readonly code: ErrorCode | null };

async function tryOne(world: World, choice: ModelChoice, trial: Trial): Promise<Tried> {
  let asked = openAsked(world, choice, trial);
  const omitted = () => [...(asked.provider.rules?.omit ?? [])];
  try {
    const turn = await beginAgain(async (times) => {
      if (times > 0) asked = openAsked(world, choice, trial);
      return collectTurn(asked.provider.stream(asked.request, trial.signal, asked.bill.meter));
    });
    const { usage, isCounted } = asked.bill.usageOf(turn);
    const document = {
      ok: true,
      omitted: omitted(),
      ...(turn.responseModel === undefined || turn.responseModel === choice.name
        ? {}
        : { answeredAs: turn.responseModel }),
      answer: toAnswer(turn),
      ...(turn.keysPassedOver === undefined ? {} : { keysPassedOver: [...turn.keysPassedOver] }),
      usage,
      costUsd: toSpend(usage, { priceUsd: asked.priceUsd, isCounted }).usd,
    };
    return { document, code: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    const { code, message, hint } = toErrorReport(error);
    const document = {
      ok: false,
      omitted: omitted(),
      answer: null,
      usage: null,
      costUsd: asked.bill.costOfFailure().usd,
      error: { code, message, hint },
    };
    return { document, code };
  }
}

function nameOf({ provider, name }: ModelChoice): string {
  return `${provider}/${name}`;
}

function requestFor({ name: model }: ModelChoice, { prompt = USUAL_PROMPT }: Trial): ChatRequest {
  return {
    model,
    messages: [{ role: "user", content: prompt }],
    sampling: { temperature: 0, seed: 1, maxOutputTokens: MOST_OUTPUT_TOKENS },
  };
}

/** What it said, and where it said nothing the tools that it called: some call one whatever they are asked. */
function toAnswer({ text, toolCalls }: ModelTurn): string {
  const calls = toolCalls.map(({ toolName, argumentsText }) => `${toolName}(${argumentsText})`);
  return text === "" ? calls.join("\n") : text;
}

/** A model as it is asked this time: what a refusal taught is in it, and its bill is of this request. */
function openAsked(world: World, choice: ModelChoice, trial: Trial) {
  const { secrets, config } = world;
  const request = requestFor(choice, trial);
  const provider = openProvider(choice, secrets, { ...config, school: world });
  const price = priceOf(pricesIn(config), provider, request.model);
  const priceUsd = (usage: Usage): number | null => (price === null ? null : costUsd(price, usage));
  const sent = asSent(request, provider.rules);
  const outputLimit = outputLimitOf(request, provider.rules) ?? MOST_OUTPUT_TOKENS;
  return {
    provider,
    request,
    priceUsd,
    bill: openBill({ provider, priceUsd, request: sent, outputLimit }),
  };
}
