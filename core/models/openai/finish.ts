import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { FinishReason } from "#core/models/provider.ts";

/** What a word says of the end of an answer: `broken` is one that its model did not come to. */
type Ending = FinishReason | "broken";

/** What endpoints call the end of an answer, in small letters without what stands between words. */
const REASONS: Readonly<Record<Ending | "none", readonly string[]>> = {
  stop: [
    ...["stop", "endturn", "end", "eos", "eostoken", "stopsequence", "stopstring", "stoptoken", "stopword"],
    ...["complete", "completed", "done", "finished", "success", "succeeded"],
  ],
  length: [
    ...["length", "maxtokens", "maxoutputtokens", "maxcompletiontokens", "maxnewtokens", "maxlength"],
    ...["modellength", "tokenlimit", "modelcontextwindowexceeded", "contextlength"],
  ],
  "tool-calls": ["toolcalls", "toolcall", "tooluse", "functioncall", "functioncalls"],
  "content-filter": [
    ...["contentfilter", "contentfiltered", "safety", "imagesafety", "recitation", "blocklist"],
    ...["prohibitedcontent", "spii", "sensitive", "guardrailintervened", "language", "moderation"],
  ],
  refusal: ["refusal"],
  broken: ["incomplete", "insufficientsystemresource", "interrupted", "killed", "unexpectedtoolcall"],
  other: ["other"],
  // They say that nothing is to be said yet.
  none: [
    ...["null", "none", "nil", "undefined", "unspecified", "unknown", "notset", "na"],
    ...["inprogress", "unfinished", "notfinished", "running", "generating", "processing", "pending"],
    ...["queued", "streaming", "continue", "continuing", "ongoing", "started", "partial"],
  ],
};

const ENDINGS = new Map(
  Object.entries(REASONS).flatMap(([ending, words]) =>
    words.map((word) => [word, ending as Ending | "none"] as const),
  ),
);

/** Whatever else somebody calls a failure has one of these in it. */
const BROKEN = /error|fail|abort|cancel|time(d)?out|exception|malformed|exhausted|deadline|disconnect|crash/;

/** The reason in a choice as its endpoint has it, "" where there is none: an empty one is none. */
export function toFinish(choice: JsonObject): string {
  const said = [choice["finish_reason"], choice["finishReason"]].map(toWord).find(saysSomething);
  if (said !== undefined) return said;
  // Under this name others say what text the model stopped at.
  const stopped = toWord(choice["stop_reason"]);
  return isKnown(stopped) ? stopped : "";
}

function toWord(value: Json | undefined): string {
  if (typeof value === "string") return value.trim();
  return value !== undefined && isJsonObject(value) && typeof value["type"] === "string"
    ? value["type"].trim()
    : "";
}

function saysSomething(word: string): boolean {
  return word !== "" && endingOf(word) !== "none";
}

/** Whether we know what a reason means; what nobody knows may be one for having come to no end. */
export function isKnown(finish: string): boolean {
  const ending = endingOf(finish);
  return ending !== null && ending !== "none";
}

/** What a reason means; `other` for one that nobody knows. */
export function readReason(finish: string): Ending {
  const ending = endingOf(finish) ?? "other";
  return ending === "none" ? "other" : ending;
}

function endingOf(word: string): Ending | "none" | null {
  const name = word
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replace(/^finishreason/, "");
  if (name === "") return "none";
  return ENDINGS.get(name) ?? (BROKEN.test(name) ? "broken" : null);
}
