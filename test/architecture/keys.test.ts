import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PALETTE_ENTRIES } from "#core/contract/doors.ts";

type Sources = ReadonlyMap<string, string>;

/**
 * Places where keys stand that no command has: `<Keys of="…">` of an id that no command is written with (commands have a
 * title beside their id, panes and rows of tables have none), and key caps whose keys are written out instead of taken
 * from a command.
 */
function findStrayKeys(sources: Sources): readonly string[] {
  const ids = new Set([
    ...PALETTE_ENTRIES,
    ...[...sources.values()].flatMap((text) => listMatches(text, /\bid: "([\w-]+)",\s+title:/g)),
  ]);
  return [...sources].flatMap(([file, text]) => [
    ...listMatches(text, /<Keys of="([\w-]+)"/g)
      .filter((id) => !ids.has(id))
      .map((id) => `${file}: no command ${id}`),
    ...listMatches(text, /<(?:Keys|KeyCaps)\s+keys="([^"]+)"|<Kbd>([^<{]+)</g).map(
      (keys) => `${file}: ${keys} is written out`,
    ),
  ]);
}

function listMatches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, one, other]) => one ?? other ?? "");
}

it("keys that are written out, and keys of a command that there is not, are found", () => {
  const sources = new Map([
    ["commands.ts", '{ id: "approve", title: words.approve, keys: "A" }'],
    ["panes.tsx", '{ id: "evidence", width: 320 }'],
    ["sound.tsx", '<Keys of="approve" /> <KeyCaps keys={row.keys} /> <Kbd key={cap}>{cap}</Kbd>'],
    ["stray.tsx", '<Keys of="aprove" /> <Keys of="evidence" /> <KeyCaps keys="Mod+K" /> <Kbd>X</Kbd>'],
  ]);
  expect(findStrayKeys(sources)).toEqual([
    "stray.tsx: no command aprove",
    "stray.tsx: no command evidence",
    "stray.tsx: Mod+K is written out",
    "stray.tsx: X is written out",
  ]);
});

it("every key that the window shows is one of its commands", () => {
  const files = globSync("renderer/**/*.{ts,tsx}").toSorted();
  const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  expect([...sources.values()].some((text) => text.includes('<Keys of="'))).toBe(true);
  expect(findStrayKeys(sources)).toEqual([]);
});
