import { isJsonObject, type Json } from "#core/base/json.ts";

/**
 * How long an endpoint asks to be left alone, in milliseconds, or null: by its headers, by its body, in its words, or by
 * when what is used up is there again. A date is taken against the endpoint's own clock, which ours may not agree with
 * [M32].
 */
export function readAskedWait(headers: Headers | undefined, body: Json | undefined): number | null {
  return (
    (headers === undefined ? null : fromRetryAfter(headers)) ??
    (body === undefined ? null : (fromBody(body, 0) ?? fromWords(body))) ??
    (headers === undefined ? null : fromResets(headers))
  );
}

function fromRetryAfter(headers: Headers): number | null {
  const inMs = toWait(Number(headers.get("retry-after-ms") ?? Number.NaN));
  if (inMs !== null) return inMs;
  const asked = headers.get("retry-after");
  if (asked === null) return null;
  return (
    toWait(Number(asked) * 1000) ??
    fromDuration(asked) ??
    toWait(Date.parse(asked) - Date.parse(headers.get("date") ?? "never"))
  );
}

/** Members by which a body says it; in seconds where the number has no unit. */
const MEMBERS: Readonly<Record<string, number>> = {
  retryDelay: 1000,
  retry_delay: 1000,
  retry_after: 1000,
  retryAfter: 1000,
  retry_after_seconds: 1000,
  retry_after_ms: 1,
  retryAfterMs: 1,
  estimated_time: 1000,
};

/** Bodies nest what they say a few levels deep, and no more. */
const DEEPEST = 5;

function fromBody(body: Json, depth: number): number | null {
  if (depth > DEEPEST || typeof body !== "object" || body === null) return null;
  for (const [key, value] of Object.entries(body)) {
    const unitMs = Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined;
    const said = unitMs === undefined ? null : fromMember(value, unitMs);
    const found = said ?? fromBody(value, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function fromMember(value: Json, unitMs: number): number | null {
  if (typeof value === "number") return toWait(value * unitMs);
  if (typeof value === "string")
    return toWait(value.trim() === "" ? Number.NaN : Number(value) * unitMs) ?? fromDuration(value);
  // A duration in parts, as protobuf has it in JSON.
  if (isJsonObject(value) && (typeof value["seconds"] === "number" || typeof value["seconds"] === "string"))
    return toWait(Number(value["seconds"]) * 1000);
  return null;
}

const UNIT = "(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)";
/** "try again in 1.2s", "retry after 20 seconds", "in 6m0s", "wait for 20 seconds". */
const ASKED = new RegExp(
  `(?:try again|retry(?:ing)?|wait)\\b[^.\\d]{0,40}?((?:\\d+(?:\\.\\d+)?\\s*${UNIT}\\b\\s*)+|(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+)`,
  "i",
);

function fromWords(body: Json): number | null {
  const words = typeof body === "string" ? body : JSON.stringify(body);
  const [, asked] = ASKED.exec(words.slice(0, 8000)) ?? [];
  return asked === undefined ? null : fromDuration(asked);
}

const UNITS: readonly (readonly [words: RegExp, unitMs: number])[] = [
  [/^(ms|milliseconds?)$/i, 1],
  [/^(s|secs?|seconds?)$/i, 1000],
  [/^(m|mins?|minutes?)$/i, 60_000],
  [/^(h|hours?)$/i, 3_600_000],
];

/** "24s", "6m0s", "1.5 minutes", "20ms". */
function fromDuration(text: string): number | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)];
  if (parts.length === 0 || !/^\s*(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(text)) return null;
  let sumMs = 0;
  for (const [, amount = "", unit = ""] of parts) {
    const found = UNITS.find(([words]) => words.test(unit));
    if (found === undefined) return null;
    sumMs += Number(amount) * found[1];
  }
  return toWait(sumMs);
}

const RESET = /^(x-)?ratelimit-reset(-.+)?$/;

/** Of what is used up, the last to be there again. Where nobody says what is left, only a reset that stands alone counts. */
function fromResets(headers: Headers): number | null {
  const waits = [...headers].flatMap(([name, value]) => {
    if (!RESET.test(name)) return [];
    const left = headers.get(name.replace("-reset", "-remaining"));
    const isUsedUp = left === null ? name.endsWith("-reset") : Number(left) <= 0;
    const waitMs = isUsedUp ? toResetWait(value, headers.get("date")) : null;
    return waitMs === null ? [] : [waitMs];
  });
  return waits.length === 0 ? null : Math.max(...waits);
}

/** Seconds, a duration, or the moment itself in seconds, in milliseconds or as a date. */
function toResetWait(value: string, date: string | null): number | null {
  const now = Date.parse(date ?? "never");
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (number > 1e11) return toWait(number - now);
  if (number > 1e9) return toWait(number * 1000 - now);
  return toWait(number * 1000) ?? fromDuration(value) ?? toWait(Date.parse(value) - now);
}

function toWait(delayMs: number): number | null {
  return Number.isFinite(delayMs) && delayMs >= 0 ? delayMs : null;
}
