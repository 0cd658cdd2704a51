/** A colour of the theme by the name of its token. */
export type Palette = (token: string) => string;

/** The colours of the theme that is on, each looked up once per drawing. */
export function readTokens(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    const colour = known.get(token) ?? style.getPropertyValue(token).trim();
    known.set(token, colour);
    return colour;
  };
}
