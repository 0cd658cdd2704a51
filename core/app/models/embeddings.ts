import { AppError } from "#core/base/app-error.ts";
import { hashJson, sha256 } from "#core/base/hash.ts";
import type { Vector } from "#core/domain/cosine.ts";
import { isStandIn, toModelChoice } from "#core/domain/model-provider.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { addSpend, NO_SPEND, type Spend } from "#core/domain/spend.ts";
import { createLedger } from "#core/models/ledger.ts";
import { EMBEDDINGS_IMPLEMENTATION } from "#core/models/openai/embed.ts";
import { costUsd, priceOf, type Price } from "#core/models/prices.ts";
import type { AppContext } from "#core/app/context.ts";
import { findEndpoint, originAt, type Endpoint } from "#core/app/connections/endpoint.ts";
import { embedAt } from "./open-endpoint.ts";
import { pricesIn } from "./prices-in.ts";

type World = Pick<AppContext, "store" | "clock" | "ticks" | "config" | "secrets" | "countTokens">;

/** A text, and what its vector is kept under: it is the same text whenever that is the same. */
export type Subject = { readonly id: string; readonly text: string };

/** Texts in one call. */
const BATCH = 64;

/** Other tokenizers than ours need at most so many times as many tokens, on the texts we know. */
const TOKENIZER_FACTOR = 2;

export type Embedder = {
  /** NAME/MODEL. */
  readonly model: string;
  /** Vectors by the ids of the subjects; those that are on the tape are paid no more. */
  readonly embed: (subjects: readonly Subject[], signal: AbortSignal) => Promise<ReadonlyMap<string, Vector>>;
  /** What was paid so far. */
  readonly spent: () => Spend;
};

/**
 * What the workspace's model of embeddings is asked by, under the workspace's caps; null where none is set. What is answered
 * is on the tape, and what it cost on the books, before it is used [R37]. Throws model-unknown and config-invalid.
 */
export function openEmbedder(world: World): Embedder | null {
  const { config } = world;
  if (config.embeddings === undefined) return null;
  const choice = toModelChoice(config.embeddings);
  if (isStandIn(choice.provider)) throw standsIn(config.embeddings);
  const found = findEndpoint(choice, config.connections);
  return createEmbedder(world, { choice, found, model: config.embeddings });
}

function standsIn(model: string): AppError {
  return new AppError("config-invalid", `${model} is a stand-in, which has no embeddings.`, {
    hint: "Name a model of embeddings of one of your connections.",
  });
}

type Opened = { readonly choice: ModelChoice; readonly found: Endpoint; readonly model: string };

function createEmbedder(world: World, opened: Opened): Embedder {
  const { choice, found, model } = opened;
  const tape = openTape(world, opened);
  let paid = NO_SPEND;
  const { price, ledger } = openPurse(world, opened);

  const pay = async (batch: readonly Subject[], signal: AbortSignal): Promise<readonly Vector[]> => {
    const counted = batch.reduce((sum, { text }) => sum + countGenerously(text, world.countTokens), 0);
    const worst = toSpend(counted, price);
    const place = await ledger.reserve(worst, signal);
    let isUnknown = false;
    let cost: Spend | null = null;
    const onSent = (): void => {
      isUnknown = true;
    };
    const onRefused = (): void => {
      isUnknown = false;
    };
    try {
      const texts = batch.map(({ text }) => text);
      const answer = await embedAt(found, world.secrets, {
        model: choice.name,
        texts,
        signal,
        onSent,
        onRefused,
      });
      // An endpoint that says more than there can be is not believed.
      const said =
        answer.inputTokens !== null && answer.inputTokens <= counted ? answer.inputTokens : counted;
      cost = toSpend(said, price);
      const vectors = answer.vectors.map((numbers) => Float32Array.from(numbers));
      tape.keep({ batch, vectors, cost, worst });
      return vectors;
    } catch (error) {
      // Of what broke off, or was answered with something else, nobody knows whether it is billed: the most is on the books.
      if (isUnknown && cost === null) {
        cost = worst;
        tape.keep({ batch: [], vectors: [], cost, worst });
      }
      throw error;
    } finally {
      paid = addSpend(paid, cost ?? NO_SPEND);
      place.settle(cost ?? NO_SPEND);
    }
  };
  return {
    model,
    spent: () => paid,
    embed: async (subjects, signal) => {
      const known = new Map<string, Vector>();
      const missing: Subject[] = [];
      for (const subject of subjects) {
        const kept = tape.find(subject);
        if (kept === null) missing.push(subject);
        else known.set(subject.id, kept);
      }
      for (let from = 0; from < missing.length; from += BATCH) {
        const batch = missing.slice(from, from + BATCH);
        const vectors = await pay(batch, signal);
        batch.forEach(({ id }, at) => known.set(id, vectors[at] ?? new Float32Array()));
      }
      return known;
    },
  };
}

/** What a call costs, and what there is to pay it with. */
function openPurse({ config, ticks }: World, { choice, found }: Opened) {
  const { isGateway, baseUrl } = found;
  const provider = { id: choice.provider, endpointOrigin: originAt(baseUrl), isSimulated: false, isGateway };
  return {
    price: priceOf(pricesIn(config), provider, choice.name),
    ledger: createLedger({
      caps: config.caps,
      spent: NO_SPEND,
      elapsedMs: 0,
      clock: ticks,
      mayCostUnknown: config.unknownPrice === "allow",
    }),
  };
}

type Paid = {
  readonly batch: readonly Subject[];
  readonly vectors: readonly Vector[];
  readonly cost: Spend;
  readonly worst: Spend;
};

/** Where vectors lie, by endpoint, model and text, with what each call cost. */
function openTape({ store, clock }: World, { choice, found, model }: Opened) {
  const named = { baseUrl: found.baseUrl, model: choice.name, implementation: EMBEDDINGS_IMPLEMENTATION };
  const system = hashJson(named);
  const pathOf = ({ id, text }: Subject): string => `embed/${system}/${id}/${sha256(text).slice(0, 16)}`;
  return {
    find: (subject: Subject): Vector | null => {
      const kept = store.modelCalls.find(pathOf(subject))?.response?.["vector"];
      return typeof kept === "string" ? toVector(kept) : null;
    },
    keep: ({ batch, vectors, cost, worst }: Paid): void =>
      store.durable(() => {
        batch.forEach((subject, at) => {
          const vector = toText(vectors[at] ?? new Float32Array());
          const path = pathOf(subject);
          store.modelCalls.put(path, { requestHash: system, reserved: worst, response: { vector } });
        });
        const { calls, inputTokens, outputTokens, usd } = cost;
        const body = { model, texts: batch.length, spend: { calls, inputTokens, outputTokens, usd } };
        store.events.append({ session: null, at: clock.now(), type: "embedded", body });
      }),
  };
}

function countGenerously(text: string, countTokens: (text: string) => number): number {
  return Math.min(Buffer.byteLength(text), TOKENIZER_FACTOR * countTokens(text));
}

function toSpend(inputTokens: number, price: Price | null): Spend {
  const usage = { inputTokens, outputTokens: 0, cachedInputTokens: 0 };
  return { calls: 1, inputTokens, outputTokens: 0, usd: price === null ? null : costUsd(price, usage) };
}

/** Four bytes for each number, little-endian, as every machine that the program runs on is. */
function toText(vector: Vector): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}

function toVector(text: string): Vector {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer, 0, bytes.byteLength >> 2);
}
