import { AppError } from "#core/base/app-error.ts";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { withSaid } from "#core/models/endpoint-said.ts";
import { readAnswer, readDocument } from "./body.ts";
import type { OpenAiEndpoint } from "./endpoint.ts";
import { readErrorBody } from "./error-body.ts";
import { tellSaid } from "./tell-said.ts";

export type ModelsAsked = {
  readonly endpoint: OpenAiEndpoint;
  /** As a bearer token; null where there is none. */
  readonly key: string | null;
  readonly fetch: typeof globalThis.fetch;
  /** Of the whole answer. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
};

/**
 * The names of the models that an endpoint says it has, sorted. Throws model-unavailable where it does not answer,
 * model-key-missing where it wants a key or another one, and model-malformed for what is no list of models.
 */
export async function listModels(asked: ModelsAsked): Promise<readonly string[]> {
  const { endpoint, signal } = asked;
  const text = await ask(asked).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
    throw new AppError("model-unavailable", `${endpoint.origin} could not be reached${nameOf(error)}.`, {
      hint: "Check that the endpoint runs, its address, and this machine's network.",
      cause: error,
    });
  });
  const names = readNames(text);
  if (names !== null) return [...new Set(names)].toSorted();
  throw new AppError("model-malformed", `${endpoint.baseUrl}/models is no list of models.`, {
    hint: "Type the model's name, as the endpoint's own pages write it; not every endpoint lists them.",
  });
}

async function ask({ endpoint, key, fetch, patienceMs, signal }: ModelsAsked): Promise<string> {
  const response = await fetch(`${endpoint.baseUrl}/models`, {
    headers: { accept: "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    // A redirect would carry the key to an address that nobody chose.
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  });
  if (response.ok) return await readWhole(response, endpoint);
  const { status, body } = response;
  const words = readErrorBody(body === null ? "" : await readDocument(body));
  const said = tellSaid(words.said, key);
  if (status === 401 || status === 403) {
    const why = key === null ? "it wants a key and there is none" : "it does not accept the key";
    const sentence = `${endpoint.origin} answered ${status}: ${why}.`;
    throw new AppError("model-key-missing", withSaid(sentence, said));
  }
  throw new AppError("model-malformed", withSaid(`${endpoint.baseUrl}/models answered ${status}.`, said), {
    hint:
      status >= 300 && status < 400
        ? "Enter the address that it redirects to: keys go to no other address than the one chosen."
        : "Check the address, which usually ends in /v1; or type the model's name, as not every endpoint lists them.",
  });
}

async function readWhole({ body }: Response, { origin }: OpenAiEndpoint): Promise<string> {
  const text = await readAnswer(body);
  if (text === null) throw new AppError("model-malformed", `${origin} lists models without an end.`);
  return text;
}

/** `{data: [{id}]}`, and as some have it: the list alone, `{models: [{name}]}`, or plain names. */
function readNames(text: string): readonly string[] | null {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  const listed = isJsonObject(document) ? (document["data"] ?? document["models"]) : document;
  return Array.isArray(listed) ? listed.flatMap((each: Json) => nameIn(each) ?? []) : null;
}

function nameIn(each: Json): string | null {
  const name = isJsonObject(each) ? (each["id"] ?? each["name"]) : each;
  return typeof name === "string" && name !== "" ? name : null;
}

/** The socket's own word for it, in brackets. */
function nameOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return ` (${at.code})`;
    if (at.name === "TimeoutError") return " (it took too long)";
  }
  return "";
}
