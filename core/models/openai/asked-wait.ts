import { isJsonObject, type Json } from "#core/base/json.ts";

/**
 * How long an endpoint asks to be left alone, in milliseconds, or null: by its headers, by its body, in its words, or by
 * when what is used up is there again. A date is taken against the endpoint's own clock, which ours may not agree with
 * [M32].
 */
export function readAskedWait(headers: Headers | undefined, body: Json | undefined): number | null {
  return (
    (headers === undefined ? null : fromRetryAfter(headers)) ??
    (body === undefined ? null : fromDocument(body, headers?.get("date") ?? null)) ??
    (headers === undefined ? null : fromResets(headers))
  );
}

/** `date` is the endpoint's own, as its headers have it. */
function fromDocument(body: Json, date: string | null): number | null {
  return fromBody(body, { date, depth: 0 }) ?? fromWords(body) ?? fromMoment(body, date);
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

/** Members by which a body says it, without what parts their words; in seconds where the number has no unit. */
const MEMBERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "retrydelay retryafter retryafterseconds retryafterinseconds retryaftersecs retryin retryinseconds estimatedtime resetafter resetafterseconds resetin resetinseconds resetsin resetsinseconds secondsuntilreset cooldown cooldowntime cooldownseconds waittime waitseconds backoffseconds"
      .split(" ")
      .map((name) => [name, 1000]),
  ),
  retryafterms: 1,
  retrydelayms: 1,
  retryinms: 1,
  resetafterms: 1,
  resetinms: 1,
  waitms: 1,
};

/** Members that hold the moment itself. */
const MOMENTS =
  "resetat resetsat resettime resetson retryat availableat nextavailableat retryafterdate".split(" ");

/** Bodies nest what they say a few levels deep, and no more. */
const DEEPEST = 5;

type Within = { readonly date: string | null; readonly depth: number };

function fromBody(body: Json, { date, depth }: Within): number | null {
  if (depth > DEEPEST || typeof body !== "object" || body === null) return null;
  for (const [name, value] of Object.entries(body)) {
    const key = name.toLowerCase().replaceAll(/[_-]/g, "");
    const unitMs = Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined;
    const found =
      (unitMs === undefined ? null : fromMember(value, unitMs)) ??
      (MOMENTS.includes(key) ? toResetWait(textOf(value), date) : null) ??
      (key === "headers" ? fromHeadersWithin(value, date) : null) ??
      fromBody(value, { date, depth: depth + 1 });
    if (found !== null) return found;
  }
  return null;
}

/** Those that stand between repeat in their body what they were answered with. */
function fromHeadersWithin(value: Json, date: string | null): number | null {
  if (!isJsonObject(value)) return null;
  const within = new Headers();
  for (const [name, each] of Object.entries(value))
    if (/^[\w-]+$/.test(name) && /^[ -~]+$/.test(textOf(each))) within.set(name, textOf(each));
  if (date !== null && !within.has("date")) within.set("date", date);
  return fromRetryAfter(within) ?? fromResets(within);
}

/** Empty for what is neither text nor figure. */
function textOf(value: Json): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
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
const BEGINS = "(?:try again|retry(?:ing)?|wait|available(?: again)?|resets?|cool[- ]?down|back)";
/** "try again in 1.2s", "retry after 20 seconds", "in 6m0s", "wait for 20 seconds", "will reset after 10s". */
const ASKED = new RegExp(
  `${BEGINS}\\b[^.\\d]{0,40}?((?:\\d+(?:\\.\\d+)?\\s*${UNIT}\\b\\s*)+|(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h))+)`,
  "i",
);
/** "Try again in 10": nothing comes after it. */
const ASKED_BARELY =
  /(?:try again|retry(?:ing)?|wait)\b (?:in|after|for) (\d+(?:\.\d+)?)\s*(?:["'.,;!)}]|$)/i;
/** "resets at: 2026-01-31 12:00:00 UTC". */
const ASKED_UNTIL =
  /(?:try again|retry|available|resets?|until)\b[^.\d]{0,30}?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d\d:\d\d)?/i;

/** Nobody says the wait further on. */
const MOST_WORDS = 8000;

function fromWords(body: Json): number | null {
  const words = wordsOf(body);
  const [, asked] = ASKED.exec(words) ?? [];
  const [, seconds] = ASKED_BARELY.exec(words) ?? [];
  return (
    (asked === undefined ? null : fromDuration(asked)) ??
    (seconds === undefined ? null : toWait(Number(seconds) * 1000))
  );
}

function fromMoment(body: Json, date: string | null): number | null {
  const [, day, time, zone = "UTC"] = ASKED_UNTIL.exec(wordsOf(body)) ?? [];
  if (day === undefined || time === undefined) return null;
  return toResetWait(`${day}T${time}${/^[+-]/.test(zone) ? zone : "Z"}`, date);
}

function wordsOf(body: Json): string {
  return (typeof body === "string" ? body : JSON.stringify(body)).slice(0, MOST_WORDS);
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

const RESET = /^([a-z]+-)*ratelimit-(reset(-.+)?|.+-reset)$/;

/** Of what is used up, the last to be there again. Where nobody says what is left, only a reset that stands alone counts. */
function fromResets(headers: Headers): number | null {
  const waits = [...headers].flatMap(([name, value]) => {
    if (!RESET.test(name)) return [];
    const left = headers.get(name.replace("-reset", "-remaining"));
    const isUsedUp = left === null ? name.endsWith("ratelimit-reset") : Number(left) <= 0;
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
