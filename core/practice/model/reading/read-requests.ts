import type { Reading, RemarkReading } from "./reading.ts";
import { COUNT, CURRENCY, readCount } from "./vocabulary.ts";

const PERCENT = new RegExp(`(${COUNT}) ?(?:%|per ?cent\\b)`, "i");
const AMOUNT_CUE = /\b(?:voucher|coupon|deduct|credit note|rebate|off)\b/i;
const AMOUNT = new RegExp(`(?:${CURRENCY})?\\s?(\\d+(?:[.,]\\d{1,2})?)\\s?(?:${CURRENCY})?`, "i");

/** The discount a sentence claims: a percentage, or an amount with a voucher or the like. */
export function readDiscount(sentence: string): Reading["discount"] {
  const percent = readCount(PERCENT.exec(sentence)?.[1] ?? "");
  if (percent !== null && percent < 100) return { percent };
  if (!AMOUNT_CUE.test(sentence)) return null;
  const amount = readCount(AMOUNT.exec(sentence)?.[1] ?? "");
  return amount === null ? null : { amount };
}

const URGENT = /\b(?:asap|a\.s\.a\.p|urgent(?:ly)?|rush(?! ?hour)|immediately|as soon as possible)\b/i;
const NOT_URGENT = /\b(?:no|not|nothing|without|isn't)\b[^,.]{0,12}\b(?:urgent|rush|hurry)\b/i;

/** The urgent word, lower case. A sentence that denies urgency says nothing: urgent beats not urgent. */
export function readUrgency(sentence: string): string | null {
  return NOT_URGENT.test(sentence) ? null : (URGENT.exec(sentence)?.[0].toLowerCase() ?? null);
}

export function deniesUrgency(sentence: string): boolean {
  return NOT_URGENT.test(sentence);
}

const LEAD =
  /^(?:[-*•]\s*)?(?:(?:note|ps|p\.s\.|remark|nb)\s*[:.]\s*)?(?:(?:[a-z]+(?: [a-z]+){0,2}),\s+(?=please\b))?/i;
const REQUEST = /^(?:please|pls|kindly|could you|would you|can you|do not|don't|note that)\b/i;
const OTHER_CUE =
  /\b(?:invoice|account|catalogue|catalog|receipt|mailing list|accountant|e-?mail|phone number|files)\b/i;
const GIFT_CUE = /\b(?:gift|gift-wrap\w*|wrap\w*|ribbon|present|greeting|birthday|card)\b/i;
const DELIVERY_CUE =
  /\b(?:leave|door|bell|ring|gate|porch|neighbou?r|reception|driver|courier|entrance|ramp|shed|parcel|floor|lift|stairs|garage|yard|deliver\w*|carry|drop|hand|bring|unload|lobby|concierge)\b/i;

/** A remark, where the sentence is a request; the caller has ruled out articles, dates, prices and urgency. */
export function readRemark(sentence: string): RemarkReading | null {
  const text = sentence.replace(LEAD, "").replace(/\.$/, "").trim();
  // "Please send us:" opens the list of articles.
  if (!REQUEST.test(text) || text.endsWith(":") || text.split(/\s+/).length < 4) return null;
  return { kind: kindOf(text), text };
}

function kindOf(text: string): RemarkReading["kind"] {
  if (OTHER_CUE.test(text)) return "other";
  if (GIFT_CUE.test(text)) return "gift";
  return DELIVERY_CUE.test(text) ? "delivery" : "other";
}
