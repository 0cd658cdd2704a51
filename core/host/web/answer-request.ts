import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Admission } from "./admission.ts";
import type { Served } from "#core/app/served.ts";
import { answerResolve } from "./answer-resolve.ts";
import { readAsset } from "./asset.ts";
import { SECURITY_HEADERS } from "./headers.ts";
import type { Reply } from "./reply.ts";
import { hasOwnHost, hasOwnOrigin, readPass, writeCookie } from "./trust.ts";

export type WebHostParts = {
  readonly port: number;
  readonly assets: string;
  readonly admission: Admission;
  readonly served: Served;
  readonly reportBug: (error: unknown) => void;
  /** Told of each program that was let in. */
  readonly onAsked: () => void;
};

const LONGEST_BODY = 4096;
const tokenSchema = z.strictObject({ token: z.string().min(1).max(200) });

/**
 * Answers everything that is not the socket: the page's files to anybody, `/session` to our own page, `/resolve` to
 * programs.
 */
export async function answerRequest(
  parts: WebHostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, headers = {}, body = "" } = await replyTo(parts, request);
  response.writeHead(status, { "cache-control": "no-store", ...SECURITY_HEADERS, ...headers });
  response.end(request.method === "HEAD" ? "" : body);
}

async function replyTo(parts: WebHostParts, request: IncomingMessage): Promise<Reply> {
  try {
    if (!hasOwnHost(request.headers, parts.port)) return refuse(403, "This address is not this host's.");
    const { method = "GET", url = "/", headers } = request;
    if (url.startsWith("/resolve/")) {
      const reply = await answerResolve(parts.served, { method, url, headers });
      if (reply.status < 400) parts.onAsked();
      return reply;
    }
    const path = (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";
    return path === "/session" ? await answerSession(parts, request) : await answerFile(parts, request, path);
  } catch (error) {
    if (error instanceof AppError) return refuse(error.code === "path-refused" ? 400 : 404, error.message);
    parts.reportBug(error);
    return refuse(500, "Something went wrong inside the program.");
  }
}

async function answerFile(parts: WebHostParts, request: IncomingMessage, path: string): Promise<Reply> {
  if (request.method !== "GET" && request.method !== "HEAD") return notAllowed("GET, HEAD");
  const { body, contentType, isImmutable } = await readAsset(
    parts.assets,
    path === "/" ? "/index.html" : path,
  );
  const caching = isImmutable ? { "cache-control": "public, max-age=31536000, immutable" } : {};
  return { status: 200, headers: { "content-type": contentType, ...caching }, body };
}

/** GET: whether cookie and key count. POST: a token for both; the key is in the answer, which our own origin alone can read. */
async function answerSession(parts: WebHostParts, request: IncomingMessage): Promise<Reply> {
  const { admission, port } = parts;
  if (request.method === "GET") {
    return admission.isKnown(readPass(request.headers, port))
      ? { status: 204 }
      : refuse(401, "Not admitted.");
  }
  if (request.method !== "POST") return notAllowed("GET, POST");
  if (!hasOwnOrigin(request.headers, port)) return refuse(403, "That page is not this host's.");
  const sent = tokenSchema.safeParse(await readJson(request));
  if (!sent.success) return refuse(400, "A token was expected.");
  const pass = admission.redeem(sent.data.token);
  if (pass === null) return refuse(401, "That address was used already, or is older than ten minutes.");
  const headers = { "set-cookie": writeCookie(pass.cookie, port), "content-type": "application/json" };
  return { status: 200, headers, body: JSON.stringify({ key: pass.key }) };
}

/** The request's body as JSON; undefined where it is too long or is none. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function refuse(status: number, text: string): Reply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}

function notAllowed(allow: string): Reply {
  const reply = refuse(405, "Not that way.");
  return { ...reply, headers: { ...reply.headers, allow } };
}
