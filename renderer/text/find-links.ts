/** A piece of a text, and the address that it is where it is one. */
export type LinkedPart = { readonly text: string; readonly href: string | null };

const ADDRESS = /\bhttps:\/\/\S+/g;

/** Signs that everybody sees alike: an address with any other in it may be another than it seems. */
const HONEST = /^[\x21-\x7e]+$/;

/** What ends the sentence around an address, and not the address. */
const AFTER = /[.,;:!?'"`)\]}>]+$/;

/** Somebody's text by its addresses. Https alone is one: nothing else is opened from the desktop. */
export function findLinks(text: string): readonly LinkedPart[] {
  const parts: LinkedPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const href = found.replace(AFTER, "");
    if (!isPlain(href)) continue;
    if (index > from) parts.push({ text: text.slice(from, index), href: null });
    parts.push({ text: href, href });
    from = index + href.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}

/** It leads where it says; a name before the host would be taken for it. */
function isPlain(href: string): boolean {
  if (!HONEST.test(href) || !URL.canParse(href)) return false;
  const { username, password } = new URL(href);
  return username === "" && password === "";
}
