import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { withSaid } from "#core/models/endpoint-said.ts";
import { fetchHeard } from "#core/models/hear-sending.ts";
import { readAnswer, readDocument } from "./body.ts";
import type { OpenAiEndpoint } from "./endpoint.ts";
import { readErrorBody } from "./error-body.ts";
import { tellSaid } from "./tell-said.ts";

export type EmbeddingsAsked = {
  readonly endpoint: OpenAiEndpoint;
  /** As a bearer token; null where there is none. */
  readonly key: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly model: string;
  readonly texts: readonly string[];
  /** Of the whole answer. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  /** The request is on its way: from here on somebody may bill it. */
  readonly onSent: () => void;
  /** The endpoint said that it would not do it: nobody bills that. */
  readonly onRefused: () => void;
};

export type Embedded = {
  /** One for each text, in their order, all of one length. */
  readonly vectors: readonly (readonly number[])[];
  /** Null where the endpoint does not say. */
  readonly inputTokens: number | null;
};

/** A constant that changes whenever the same text may be sent in another way. */
export const EMBEDDINGS_IMPLEMENTATION = "openai-embeddings-1";

/**
 * Where each text stands by its meaning, as an endpoint's model of embeddings has it. One attempt. Throws model-unavailable
 * where it does not answer, model-key-missing where it wants a key or another one, model-malformed for whatever is no
 * vector for each text, and cancelled.
 */
export async function embedTexts(asked: EmbeddingsAsked): Promise<Embedded> {
  const { endpoint, signal } = asked;
  const text = await ask(asked).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
    throw new AppError("model-unavailable", `${endpoint.origin} could not be reached.`, {
      hint: "Check that the endpoint runs, its address, and this machine's network.",
      cause: error,
    });
  });
  const embedded = readEmbedded(text, asked.texts.length);
  if (embedded !== null) return embedded;
  throw new AppError(
    "model-malformed",
    `${endpoint.baseUrl}/embeddings did not answer with one vector for each text.`,
    { hint: "Choose a model that makes embeddings." },
  );
}

async function ask({ endpoint, key, fetch, model, texts, ...asked }: EmbeddingsAsked): Promise<string> {
  const { patienceMs, signal, onSent, onRefused } = asked;
  const send = async (): Promise<Response> =>
    fetch(`${endpoint.baseUrl}/embeddings`, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input: texts, encoding_format: "float" }),
      // A redirect would carry the key to an address that nobody chose.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
  const response = await fetchHeard(send, onSent);
  if (response.ok) return await readWhole(response, endpoint);
  const { status, body } = response;
  const said = tellSaid(readErrorBody(body === null ? "" : await readDocument(body)).said, key);
  // Of what failed on its side nobody knows how far it came.
  const isTroubled = status >= 500 || status === 429;
  if (!isTroubled) onRefused();
  if (status === 401 || status === 403) {
    const why = key === null ? "it wants a key and there is none" : "it does not accept the key";
    throw new AppError("model-key-missing", withSaid(`${endpoint.origin} answered ${status}: ${why}.`, said));
  }
  const code = isTroubled ? "model-unavailable" : "model-malformed";
  throw new AppError(code, withSaid(`${endpoint.baseUrl}/embeddings answered ${status}.`, said), {
    hint: "Check the address and that the model makes embeddings.",
  });
}

async function readWhole({ body }: Response, { origin }: OpenAiEndpoint): Promise<string> {
  const text = await readAnswer(body);
  if (text === null) throw new AppError("model-malformed", `${origin} sends embeddings without an end.`);
  return text;
}

/** `{data: [{index, embedding}], usage: {prompt_tokens}}`; null where that is not one vector for each text. */
function readEmbedded(text: string, count: number): Embedded | null {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  if (!isJsonObject(document)) return null;
  const data = document["data"];
  if (!Array.isArray(data) || data.length !== count) return null;
  const placed = new Map<number, readonly number[]>();
  for (const [at, each] of (data as readonly Json[]).entries()) {
    const vector = isJsonObject(each) ? toVector(each["embedding"]) : null;
    const index = isJsonObject(each) && typeof each["index"] === "number" ? each["index"] : at;
    if (vector !== null) placed.set(index, vector);
  }
  const vectors = Array.from({ length: count }, (_, at) => placed.get(at) ?? []);
  const length = vectors[0]?.length ?? 0;
  if (!vectors.every((vector) => vector.length > 0 && vector.length === length)) return null;
  return { vectors, inputTokens: readTokens(document["usage"]) };
}

function toVector(value: Json | undefined): readonly number[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const numbers = value as readonly Json[];
  return numbers.every((each) => typeof each === "number" && Number.isFinite(each))
    ? (numbers as readonly number[])
    : null;
}

function readTokens(usage: Json | undefined): number | null {
  const said =
    usage !== undefined && isJsonObject(usage) ? (usage["prompt_tokens"] ?? usage["total_tokens"]) : null;
  return typeof said === "number" && Number.isSafeInteger(said) && said >= 0 ? said : null;
}
