import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setImmediate as nextTick } from "node:timers/promises";
import { toCompletion, toEvents, type ServerReply } from "./openai-wire.ts";

/**
 * An OpenAI-compatible server on loopback, to be talked to over real HTTP. It answers POST …/chat/completions (as a
 * stream or whole) and GET …/models, keeps a journal, and misbehaves on demand:
 *
 *   const server = await startOpenAiServer({ reply: ({ body }) => ({ text: "4" }), faults: { 2: { type: "hang" } } });
 *   … server.baseUrl … server.requests …
 *   await server.close();
 */
export type OpenAiServerOptions = {
  /** What the model says: a function of the request, or replies in the order of calls (the last one repeats). */
  readonly reply: ((request: ServerRequest) => ServerReply | Promise<ServerReply>) | readonly ServerReply[];
  /** Faults by call number (the first call is 1), or a function of the request. */
  readonly faults?: Readonly<Record<number, Fault>> | ((request: ServerRequest) => Fault | null);
  /** When set, any other key is answered with 401. */
  readonly key?: string;
  /** Characters of text in one chunk, and of tool arguments in one fragment; 5 unless said. */
  readonly chunkCharacters?: number;
  /** Bytes in one write, without regard to characters or events; unless said, each event is one write. */
  readonly bytesPerWrite?: number;
  /** The vector of a text, for POST …/embeddings; left out, there is no such route. A number is a status instead. */
  readonly embed?: (text: string) => readonly number[] | number;
  /** Names answered by GET …/models. */
  readonly models?: readonly string[];
};

export type ServerRequest = {
  /** 1 for the first chat request this server got. */
  readonly call: number;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The parsed body of the chat request. */
  readonly body: ChatBody;
};

export type ChatBody = {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string | null }[];
  readonly stream?: boolean;
  readonly [name: string]: unknown;
};

export type Fault =
  /** An error answer; the body is OpenAI's form around `error` unless given as text. */
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly error?: Readonly<Record<string, unknown>>;
      readonly body?: string;
    }
  /** Says nothing more: before the headers, or after so many events. The client has to leave. */
  | { readonly type: "hang"; readonly afterEvents?: number }
  /** Closes the stream after so many events, as if it were over; or breaks the connection. */
  | { readonly type: "cut"; readonly afterEvents: number; readonly isReset?: boolean }
  /** Sends so many good events, then this as the data of one more, then the rest. */
  | { readonly type: "bad-event"; readonly afterEvents: number; readonly data: string }
  /** Every tool call's arguments lose their second half. */
  | { readonly type: "malformed-arguments" };

export type OpenAiServer = {
  /** http://127.0.0.1:PORT/v1 */
  readonly baseUrl: string;
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** Chat requests in the order of their arrival. */
  readonly requests: readonly ServerRequest[];
  /** The texts of each request for embeddings, in the order of their arrival. */
  readonly embedded: readonly (readonly string[])[];
  /** Chat requests whose head has arrived, whether the client stayed for the rest or not. */
  readonly begun: () => number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  /** Answers that the client left before their end. */
  readonly disconnects: () => number;
  /** Resolves once the client has left so many answers. */
  readonly waitForDisconnects: (count: number) => Promise<void>;
  /** Resolves once so many chat requests have arrived. */
  readonly waitForRequests: (count: number) => Promise<void>;
  /** Breaks what is open and frees the port. */
  readonly close: () => Promise<void>;
};

export async function startOpenAiServer(options: OpenAiServerOptions): Promise<OpenAiServer> {
  const requests: ServerRequest[] = [];
  const embedded: (readonly string[])[] = [];
  const arrivals = createCounter();
  const departures = createCounter();
  const begun = createCounter();
  const connections = createCounter();
  const server = createServer((incoming, response) => {
    response.once("close", () => {
      if (!response.writableFinished) departures.add();
    });
    void serve(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.on("connection", connections.add);

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? "";
    if (incoming.method === "POST") begun.add();
    const text = await readText(incoming);
    const [route = ""] = path.split("?");
    if (incoming.method === "GET" && route.endsWith("/models"))
      return sendModels(response, options.models ?? []);
    if (incoming.method === "POST" && route.endsWith("/embeddings") && options.embed !== undefined) {
      const key = incoming.headers.authorization;
      if (options.key !== undefined && key !== `Bearer ${options.key}`)
        return sendError(response, { status: 401, error: { message: "Incorrect API key provided" } });
      const { input, model } = JSON.parse(text) as { input: readonly string[]; model: string };
      embedded.push(input);
      return sendEmbeddings(response, { input, model, embed: options.embed });
    }
    if (incoming.method !== "POST" || !route.endsWith("/chat/completions")) {
      return sendError(response, { status: 404, error: { message: `no route ${path}`, code: null } });
    }
    const body = JSON.parse(text) as ChatBody;
    const request = { call: requests.length + 1, path, headers: incoming.headers, body };
    requests.push(request);
    arrivals.add();
    return answer(request, response, options);
  };

  const origin = `http://127.0.0.1:${await listen(server)}`;
  return {
    baseUrl: `${origin}/v1`,
    origin,
    requests,
    embedded,
    begun: begun.count,
    connections: connections.count,
    disconnects: departures.count,
    waitForDisconnects: departures.reach,
    waitForRequests: arrivals.reach,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(
  request: ServerRequest,
  response: ServerResponse,
  options: OpenAiServerOptions,
): Promise<void> {
  if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
    const message = `Incorrect API key provided: ${request.headers.authorization ?? "none"}`;
    return sendError(response, { status: 401, error: { message, code: "invalid_api_key" } });
  }
  const { faults = {} } = options;
  const fault = (typeof faults === "function" ? faults(request) : faults[request.call]) ?? null;
  if (fault?.type === "status") return sendError(response, fault);
  if (fault?.type === "hang" && fault.afterEvents === undefined) return undefined;
  const reply = spoil(await replyTo(request, options.reply), fault);
  if (request.body.stream !== true) {
    return sendJson(response, 200, toCompletion(reply, request));
  }
  const events = toEvents(reply, { ...request, chunkCharacters: options.chunkCharacters ?? 5 });
  return sendEvents(response, events, { fault, bytesPerWrite: options.bytesPerWrite });
}

async function replyTo(request: ServerRequest, reply: OpenAiServerOptions["reply"]): Promise<ServerReply> {
  if (typeof reply === "function") return reply(request);
  const scripted = reply[Math.min(request.call, reply.length) - 1];
  if (scripted === undefined) throw new Error("the server was given no reply");
  return scripted;
}

function spoil(reply: ServerReply, fault: Fault | null): ServerReply {
  if (fault?.type !== "malformed-arguments") return reply;
  const toolCalls = (reply.toolCalls ?? []).map((call) => ({
    ...call,
    argumentsText: call.argumentsText.slice(0, call.argumentsText.length / 2),
  }));
  return { ...reply, toolCalls };
}

/** Each event is written by itself and flushed before the next, so that a client sees them in several steps. */
async function sendEvents(
  response: ServerResponse,
  events: readonly string[],
  { fault, bytesPerWrite }: { readonly fault: Fault | null; readonly bytesPerWrite: number | undefined },
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  for (const [index, data] of withBadEvent(events, fault).entries()) {
    if (fault?.type === "hang" && index === fault.afterEvents) return;
    if (fault?.type === "cut" && index === fault.afterEvents) return cut(response, fault.isReset === true);
    const bytes = Buffer.from(`data: ${data}\n\n`);
    const step = bytesPerWrite ?? bytes.length;
    for (let start = 0; start < bytes.length; start += step) {
      response.write(bytes.subarray(start, start + step));
      await nextTick();
    }
  }
  response.end();
}

function withBadEvent(events: readonly string[], fault: Fault | null): readonly string[] {
  return fault?.type === "bad-event" ? events.toSpliced(fault.afterEvents, 0, fault.data) : events;
}

function cut(response: ServerResponse, isReset: boolean): void {
  if (isReset) response.destroy();
  else response.end();
}

function sendError(
  response: ServerResponse,
  { status, headers = {}, error, body }: Omit<Extract<Fault, { type: "status" }>, "type">,
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body ?? JSON.stringify({ error: { message: `status ${status}`, code: null, ...error } }));
}

function sendModels(response: ServerResponse, models: readonly string[]): void {
  const data = models.map((id) => ({ id, object: "model", created: 0, owned_by: "loopback" }));
  sendJson(response, 200, { object: "list", data });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

/** A number that can be waited for: tests wait for what happens, not for time to pass. */
function createCounter() {
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let reached = 0;
  return {
    count: () => reached,
    add: (): void => {
      reached += 1;
      for (const { count, resolve } of waiting) if (reached >= count) resolve();
    },
    reach: async (count: number): Promise<void> => {
      if (reached >= count) return;
      await new Promise<void>((resolve) => {
        waiting.push({ count, resolve });
      });
    },
  };
}

type EmbeddingsAsked = {
  readonly input: readonly string[];
  readonly model: string;
  readonly embed: NonNullable<OpenAiServerOptions["embed"]>;
};

function sendEmbeddings(response: ServerResponse, { input, model, embed }: EmbeddingsAsked): void {
  const made = input.map(embed);
  const status = made.find((each) => typeof each === "number");
  if (status !== undefined) return sendError(response, { status, error: { message: "no embeddings today" } });
  const tokens = input.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  return sendJson(response, 200, {
    object: "list",
    model,
    data: made.map((embedding, index) => ({ object: "embedding", index, embedding })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}
