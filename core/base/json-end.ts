/** Follows a JSON text as it comes, to tell where its first value ends; each character is looked at once. */
export type JsonEnd = {
  /** Takes more of the text: how much of it still belongs to the value, or null where the value goes on. */
  readonly push: (text: string) => number | null;
  /** Whether something has begun that is not at its end, or is. */
  readonly standing: () => "nothing" | "open" | "closed";
};

/** Of objects and lists alone: a number, a word or a text is nothing that an endpoint would answer with. */
export function followJson(): JsonEnd {
  let depth = 0;
  let isClosed = false;
  let isInText = false;
  let isEscaped = false;
  const step = (character: string): void => {
    if (isEscaped) isEscaped = false;
    else if (isInText) {
      if (character === "\\") isEscaped = true;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
  };
  return {
    push: (text) => {
      for (let at = 0; at < text.length; at += 1) {
        const wasOpen = depth > 0;
        step(text.charAt(at));
        isClosed = wasOpen && depth <= 0;
        if (isClosed) return at + 1;
      }
      return null;
    },
    standing: () => (depth > 0 ? "open" : isClosed ? "closed" : "nothing"),
  };
}
