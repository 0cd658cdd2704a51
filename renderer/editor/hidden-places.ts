import { codesOf, findHiddenSigns } from "#core/domain/hidden-text.ts";
import { findSpans, type TextSpan } from "./locked-spans.ts";

/** `code` is null where the text itself says it. */
export type HiddenPlace = { readonly span: TextSpan; readonly code: string | null };

const MARK = /\[U\+[0-9A-F]{4,6}\]/g;

/** Where hidden signs are written out in a text that is shown so. */
export function findMarks(shown: string): readonly HiddenPlace[] {
  const ranges = [...shown.matchAll(MARK)].map(({ 0: mark, index }) => [index, index + mark.length] as const);
  return findSpans(shown, ranges).map((span) => ({ span, code: null }));
}

/** What an editor writes out itself, or keeps out of its lines. */
const DRAWN = /^[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069[]$/;

/** Where hidden signs stand in a text as it is, each with its code. */
export function findUnseen(text: string): readonly HiddenPlace[] {
  const signs = findHiddenSigns(text).filter((sign) => !DRAWN.test(sign.text));
  const spans = findSpans(
    text,
    signs.map(({ at, text: sign }) => [at, at + sign.length] as const),
  );
  return spans.map((span, at) => ({ span, code: `[${codesOf(signs[at]?.text ?? "")}]` }));
}
