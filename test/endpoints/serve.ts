import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Json } from "#core/base/json.ts";
import type { Dress, Piece, Rule } from "./behaviour.ts";
import { fits, type Heard } from "./fits.ts";
import { asEvents, fillIn, type WholeRequest } from "./write-answer.ts";

/**
 * Plays what endpoints do, all of them on one port of loopback: each has its own first segment of the path, so that the
 * address of one is never that of another. Real HTTP, and what it says is data.
 */
export type EndpointServer = {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** Where one is asked; until it is told what to do there, nothing is found there. */
  readonly addressOf: (name: string) => string;
  /** From now on, that one does this. */
  readonly set: (name: string, rules: readonly Rule[], models?: readonly string[]) => void;
  /** Chat requests to that one, in their order. */
  readonly heardBy: (name: string) => readonly Heard[];
  readonly close: () => Promise<void>;
};

type Place = {
  readonly rules: readonly Rule[];
  readonly models: readonly string[];
  readonly heard: Heard[];
  /** How often each rule has replied. */
  readonly replied: Map<Rule, number>;
  firstAt: number | null;
};

export async function serveEndpoints(): Promise<EndpointServer> {
  const places = new Map<string, Place>();
  const server = createServer((incoming, response) => {
    void answer(places, incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    addressOf: (name) => `${origin}/${name}/v1`,
    set: (name, rules, models = [name]) =>
      places.set(name, { rules, models, heard: [], replied: new Map(), firstAt: null }),
    heardBy: (name) => places.get(name)?.heard ?? [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(
  places: ReadonlyMap<string, Place>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const text = await readText(incoming);
  const place = places.get(address.pathname.split("/")[1] ?? "");
  if (place !== undefined && incoming.method === "GET" && address.pathname.endsWith("/models")) {
    const data = place.models.map((id) => ({ id, object: "model", created: 0, owned_by: "loopback" }));
    return sendJson(response, 200, { object: "list", data });
  }
  if (place === undefined || !address.pathname.endsWith("/chat/completions")) {
    return sendJson(response, 404, { error: { message: `Nothing is at ${address.pathname}.` } });
  }
  const body = JSON.parse(text) as Json;
  place.firstAt ??= performance.now();
  const heard = {
    number: place.heard.length + 1,
    sinceFirstMs: performance.now() - place.firstAt,
    query: address.searchParams,
    headers: incoming.headers,
    body,
  };
  place.heard.push(heard);
  const rule = chooseRule(place, heard);
  if (rule === null) return sendJson(response, 500, { error: { message: "No rule holds." } });
  response.writeHead(rule.reply.status, rule.reply.headers);
  response.flushHeaders();
  return send(response, rule.reply.body, body as unknown as WholeRequest);
}

/** The first rule that holds and has not replied as often as it may. */
function chooseRule({ rules, replied }: Place, heard: Heard): Rule | null {
  const rule = rules.find((one) => {
    const { when = {}, times = Number.POSITIVE_INFINITY } = one;
    return (replied.get(one) ?? 0) < times && fits(when, heard);
  });
  if (rule === undefined) return null;
  replied.set(rule, (replied.get(rule) ?? 0) + 1);
  return rule;
}

async function send(response: ServerResponse, body: readonly Piece[], request: WholeRequest): Promise<void> {
  for (const piece of body) {
    if (response.destroyed) return;
    if (typeof piece === "string") await write(response, fillIn(piece, request));
    else if ("asAsked" in piece) await sendAsAsked(response, piece.asAsked, request);
    else if ("waitMs" in piece) await wait(piece.waitMs);
    else if ("times" in piece) await repeat(response, piece);
    else {
      await settle();
      if (piece.close === "reset") response.destroy();
      else response.end();
      return;
    }
  }
  response.end();
}

async function sendAsAsked(response: ServerResponse, dress: Dress, request: WholeRequest): Promise<void> {
  for (const event of asEvents(dress, request)) await write(response, event);
}

async function repeat(
  response: ServerResponse,
  { times, everyMs, text }: { readonly times: number; readonly everyMs: number; readonly text: string },
): Promise<void> {
  for (let time = 0; time < times && !response.destroyed; time += 1) {
    response.write(text);
    await wait(everyMs);
  }
}

/** Each piece is on its way before the next is written, so that it comes by itself. */
async function write(response: ServerResponse, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(text, () => {
      resolve();
    });
  });
}

/** What was written has to be there before the connection breaks, or it is lost with it. */
async function settle(): Promise<void> {
  await wait(30);
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
