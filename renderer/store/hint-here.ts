import type { Way } from "#core/base/ways.ts";
import { hintStrings } from "#renderer/strings/hints.ts";

/** What to do about a refusal, with where in this window it is done. */
export function hintHere({ hint, way }: { readonly hint: string; readonly way?: Way | undefined }): string {
  const place = way === undefined ? null : hintStrings.inWindow[way];
  return place === null ? hint : `${hint.replace(/\.$/, "")} (${place}).`;
}
