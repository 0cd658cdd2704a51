/** An address as a person gives it, without what is no part of one. */
export type TidyAddress = {
  readonly baseUrl: string;
  /** What stood behind a question mark. */
  readonly query: Readonly<Record<string, string>>;
  /** What was taken off it, in words for whoever gave it. */
  readonly said: readonly string[];
};

/** What people copy with an address from examples: requests add it themselves. */
const ENDS = ["/chat/completions", "/completions", "/responses"];

/**
 * Takes off what an address has by mistake: the end of what is asked there, slashes, and a query, which is kept beside it.
 * It is written as requests go to it, so that what is kept by address is found again, however it was typed. What is no
 * address is left as it is, for whoever refuses it.
 */
export function tidyAddress(given: string): TidyAddress {
  const text = given.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return { baseUrl: text, query: {}, said: [] };
  const query = Object.fromEntries(url.searchParams);
  const path = url.pathname.replace(/\/+$/, "");
  const end = ENDS.find((each) => path.toLowerCase().endsWith(each));
  const kept = end === undefined ? path : path.slice(0, -end.length).replace(/\/+$/, "");
  const hasQuery = url.search !== "";
  url.pathname = kept;
  url.search = "";
  return {
    baseUrl: url.href.replace(/\/+$/, ""),
    query,
    said: [
      ...(end === undefined ? [] : [`${end} was taken off the address: requests add it themselves.`]),
      ...(hasQuery ? ["What stood behind the question mark goes with every request as its query."] : []),
    ],
  };
}
