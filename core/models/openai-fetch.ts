import type { Sleep } from "./retry.ts";

type Fetch = typeof globalThis.fetch;

export type FetchOptions = { readonly fetch: Fetch; readonly key: string | null; readonly sleep: Sleep };

/** An endpoint has closed its stream long before; one that leaves it open loses the connection. */
const DRAIN_MS = 250;

/**
 * The fetch that the SDK gets. It sends three headers and no more: the SDK adds what OPENAI_CUSTOM_HEADERS holds,
 * which may be another endpoint's key, and a description of this machine.
 */
export function createSdkFetch({ fetch, key, sleep }: FetchOptions): Fetch {
  const headers = {
    accept: "text/event-stream, application/json",
    "content-type": "application/json",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  return async (input, init) => {
    const response = await fetch(input, { ...init, headers });
    return response.ok && response.body !== null ? keepConnection(response, response.body, sleep) : response;
  };
}

/**
 * The SDK cancels a stream at its "[DONE]", a few bytes before the true end, and so loses the connection: every call
 * would open another. Here cancelling means reading those bytes; whoever leaves in the middle aborts the request.
 */
function keepConnection(response: Response, body: ReadableStream<Uint8Array>, sleep: Sleep): Response {
  const reader = body.getReader();
  const kept = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      const over = new AbortController();
      await Promise.race([readToEnd(reader).finally(() => over.abort()), sleep(DRAIN_MS, over.signal)]);
      // Without effect on a stream that is over.
      await reader.cancel().catch(() => undefined);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(kept, { status, statusText, headers });
}

async function readToEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Aborted or broken: then there is no connection to keep.
  }
}
