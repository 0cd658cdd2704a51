import { Lexer } from "yaml";

/**
 * What makes a reader of YAML slow or deep, counted before anything is read: each of these takes time by its square, or a
 * call for each level, and no file that somebody wrote has so many [R15].
 */
const MOST = { anchors: 1000, tags: 1000, levels: 100 } as const;

/** The lexer's own sign before the text of a scalar: what follows is no anchor, whatever it begins with. */
const SCALAR = "\u001f";

/** By what a text is more than a file may hold, "1000 anchors"; null where it is none. Takes time by its length. */
export function findYamlExcess(text: string): string | null {
  const count = { anchors: 0, tags: 0, levels: 0 };
  let inLine = 0;
  let before = "";
  for (const token of new Lexer().lex(text)) {
    if (before !== SCALAR) {
      if (token.startsWith("&")) count.anchors += 1;
      else if (token.startsWith("!")) count.tags += 1;
      else if (token === "[" || token === "{") count.levels += 1;
      else if (token === "]" || token === "}") count.levels -= 1;
      else if (token === "-" || token === "?" || token === ":") inLine += 1;
      else if (token.startsWith("\n") || token.startsWith("\r\n") || token === ",") inLine = 0;
    }
    before = token;
    const over =
      count.levels + inLine > MOST.levels
        ? "levels"
        : count.anchors > MOST.anchors
          ? "anchors"
          : count.tags > MOST.tags
            ? "tags"
            : null;
    if (over !== null) return `${MOST[over]} ${over}`;
  }
  return null;
}
