import type { IncomingHttpHeaders } from "node:http";
import { createRouterClient, ORPCError } from "@orpc/server";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { TakenResource, TakenSystem } from "#core/contract/resolve.ts";
import { refusalSchema } from "#core/contract/procedure.ts";
import { textOfStored, toFileText } from "#core/domain/taken-out.ts";
import type { Served } from "#core/app/served.ts";
import { openReadTokens } from "#core/app/workspace/read-tokens.ts";
import type { Reply } from "./reply.ts";
import { readBearer } from "./trust.ts";
import { readTarget, type ResolveTarget } from "./resolve-target.ts";

export type ResolveRequest = {
  readonly method: string;
  /** The path and what is behind its question mark. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
};

/**
 * Answers programs of this machine: what is at a tag, by a token that opens this and nothing else. It reads, whatever is
 * asked. Whoever comes from a page is refused before the token is looked at: no page is a program [V22].
 */
export async function answerResolve(
  { router, context }: Served,
  { method, url, headers }: ResolveRequest,
): Promise<Reply> {
  try {
    if (comesFromPage(headers))
      throw new AppError("path-refused", "Pages of browsers are not answered here.");
    if (!openReadTokens(context.folder).isKnown(readBearer(headers) ?? "")) return unknownToken();
    if (method !== "GET" && method !== "HEAD") return notAllowed();
    const target = readTarget(url);
    const { resolve } = createRouterClient(router, { context });
    const { resource, at } = target;
    const found = target.isWhole
      ? await resolve.system({ agent: resource, at })
      : await resolve.resource({ resource, at });
    return toReply(found, target, headers["if-none-match"]);
  } catch (thrown) {
    const { code, message, hint } = toReport(thrown);
    const status = STATUSES[code] ?? 500;
    if (status === 500) context.reportBug(thrown);
    return refuse(status, { code, message, hint });
  }
}

/** Browsers mark what pages ask for, one way or the other; programs do neither. */
function comesFromPage({ origin, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  return origin !== undefined || site !== undefined;
}

const STATUSES: Partial<Readonly<Record<ErrorCode, number>>> = {
  "path-refused": 403,
  usage: 400,
  "input-invalid": 400,
  "ambiguous-id": 400,
  "not-found": 404,
  "resource-missing": 404,
  // It was there, and was taken out of use.
  "lifecycle-illegal": 410,
};

type Taken = TakenResource | TakenSystem;

function toReply(found: Taken, target: ResolveTarget, known: string | undefined): Reply {
  const body = target.isText ? toText(found) : toFileText(found as Json); // Its schema made it.
  const tag = target.isText ? `"${found.version}.text"` : `"${found.version}"`;
  const headers = {
    etag: tag,
    // A commit never changes; what a tag or branch is at does.
    "cache-control":
      target.at === found.commit ? "private, max-age=31536000, immutable" : "private, no-cache",
    // The same version may be found at another place: what the entity's tag does not cover comes with 304 as well.
    "x-autogenesis-version": found.version,
    "x-autogenesis-commit": found.commit,
    ...("label" in found ? { "x-autogenesis-label": found.label, "x-autogenesis-state": found.state } : {}),
    ...(found.tag === null ? {} : { "x-autogenesis-tag": encodeURIComponent(found.tag) }),
  };
  if (isAmong(tag, known)) return { status: 304, headers };
  const contentType = target.isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  const length = String(Buffer.byteLength(body));
  return {
    status: 200,
    headers: { ...headers, "content-type": contentType, "content-length": length },
    body,
  };
}

/** `If-None-Match`: any of those named, however weakly, or whatever there is. */
function isAmong(tag: string, known: string | undefined): boolean {
  const named = (known ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return named.includes("*") || named.includes(tag);
}

function toText(found: Taken): string {
  if ("agent" in found) return toFileText(found as Json); // Its schema made it.
  return textOfStored(found) ?? toFileText(found.content);
}

type Report = { readonly code: ErrorCode; readonly message: string; readonly hint: string };

function toReport(thrown: unknown): Report {
  if (thrown instanceof ORPCError) {
    const refusal = refusalSchema.safeParse(thrown.data);
    if (refusal.success) return { ...refusal.data, message: thrown.message };
    const { code, hint } = toErrorReport(new AppError("input-invalid", thrown.message));
    if (thrown.code === "BAD_REQUEST") return { code, message: "No such resource can be asked for.", hint };
  }
  const { code, message, hint } = toErrorReport(thrown);
  return { code, message, hint };
}

function refuse(status: number, error: Report, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = `${JSON.stringify({ error })}\n`;
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

function unknownToken(): Reply {
  const message = "A token that this workspace knows is needed.";
  const hint = "Make one for this program, and send it as `Authorization: Bearer TOKEN`.";
  return refuse(
    401,
    { code: "path-refused", message, hint },
    { "www-authenticate": 'Bearer realm="resolve"' },
  );
}

function notAllowed(): Reply {
  const message = "Here things are read, and nothing is written.";
  return refuse(
    405,
    { code: "path-refused", message, hint: "Ask with GET or HEAD." },
    { allow: "GET, HEAD" },
  );
}
