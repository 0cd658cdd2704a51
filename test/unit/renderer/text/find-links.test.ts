import { describe, expect, it } from "vitest";
import { findLinks } from "#renderer/text/find-links.ts";

const linksOf = (text: string): readonly string[] => findLinks(text).flatMap(({ href }) => href ?? []);

describe("addresses in somebody's text", () => {
  it("are told from what is written around them, and nothing of the text is lost", () => {
    const text = "By the rules at https://example.org/a?b=1#c (and https://example.org/d).";
    expect(findLinks(text)).toEqual([
      { text: "By the rules at ", href: null },
      { text: "https://example.org/a?b=1#c", href: "https://example.org/a?b=1#c" },
      { text: " (and ", href: null },
      { text: "https://example.org/d", href: "https://example.org/d" },
      { text: ").", href: null },
    ]);
    expect(findLinks("")).toEqual([]);
    expect(findLinks("no address")).toEqual([{ text: "no address", href: null }]);
  });

  it("are none where they would open something else than they seem, or nothing", () => {
    for (const text of [
      "http://example.org",
      "javascript:alert(1)",
      "file:///etc/passwd",
      "https://example.org@evil.example/",
      "https://exаmple.org",
      "https://example.org/\u200bdocs",
      "https://",
    ]) {
      expect(linksOf(text)).toEqual([]);
      expect(
        findLinks(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }
  });
});
