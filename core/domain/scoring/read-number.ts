/**
 * A number as people and models write it: 1234, 1,234.50, 1'234, .5, 1.2e-3. A comma, an apostrophe or a narrow space
 * between groups of three digits parts thousands; the decimal sign is a point. A decimal comma is not read, as "1,234"
 * cannot mean both.
 */
const MAGNITUDE =
  /(?:\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?/g;

/** A minus right before the digits or their currency sign; not the one of "10-5" or of the list item "- 5". */
const MINUS = /(?:^|[^\p{L}\p{N}_.)\]])[-−–](?:[$€£¥₹]\s?)?$|[$€£¥₹]\s?[-−–]$/u;

/** More than the longest text that MINUS can match, so that its ^ is the beginning of the text. */
const LOOK_BACK = 8;

/** The last number of a text, its currency and percent signs left aside ("60%" is 60), or null. Always finite. */
export function lastNumberIn(text: string): number | null {
  let last: number | null = null;
  for (const { 0: written, index } of text.matchAll(MAGNITUDE)) {
    const magnitude = Number(written.replaceAll(/[,'’\u00a0\u2009\u202f]/g, ""));
    if (!Number.isFinite(magnitude)) continue;
    last = isNegative(text, index) ? -magnitude : magnitude;
  }
  return last;
}

function isNegative(text: string, at: number): boolean {
  return MINUS.test(text.slice(Math.max(0, at - LOOK_BACK), at));
}
