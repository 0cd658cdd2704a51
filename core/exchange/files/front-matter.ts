/** A text with front matter, cut at its two lines of hyphens. */
export type FrontMatter = {
  readonly open: string;
  readonly yaml: string;
  readonly close: string;
  readonly body: string;
  /** Of the line that closes it. */
  readonly eol: string;
  /** The first line of the body, from 1. */
  readonly bodyLine: number;
};

const OPEN = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSE = /(?:^|\n)---[ \t]*(?:\r?\n|$)/;

/** Null where the text does not begin with a line of three hyphens; "open" where no other one closes it. */
export function splitFrontMatter(text: string): FrontMatter | "open" | null {
  const open = OPEN.exec(text)?.[0];
  if (open === undefined) return null;
  const rest = text.slice(open.length);
  const found = CLOSE.exec(rest);
  if (found === null) return "open";
  const [matched] = found;
  const close = matched.replace(/^\n/, "");
  const yaml = rest.slice(0, found.index + matched.length - close.length);
  const before = open + yaml + close;
  return {
    open,
    yaml,
    close,
    body: text.slice(before.length),
    eol: close.endsWith("\r\n") ? "\r\n" : "\n",
    bodyLine: before.split("\n").length,
  };
}
