import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const RENDERER = join(import.meta.dirname, "../../renderer");

/** What models, tools, endpoints and other people say, by the names that it has in the window. */
const WORDS = "message|summary|hint|description|conflict|folder|cause";
/** A child of an element, or its tooltip, that is such a word and nothing else. */
const BARE = new RegExp(
  `^\\s*\\{(?:(?!\\w*[sS]trings\\b)\\w+\\.)*(?:${WORDS})\\}|>\\{(?:(?!\\w*[sS]trings\\b)\\w+\\.)*(?:${WORDS})\\}|\\btitle=\\{(?:(?!\\w*[sS]trings\\b)\\w+\\.)*(?:${WORDS})\\}`,
);

/** The program's own words, whatever they are called. */
const OWN: ReadonlySet<string> = new Set(["shell/crash-boundary.tsx"]);

const FILES = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".tsx") && !OWN.has(file));

it("[R13] whatever others say stands in the window with what nobody sees written out", () => {
  const bare = FILES.flatMap((file) =>
    readFileSync(join(RENDERER, file), "utf8")
      .split("\n")
      .flatMap((line, at) => (BARE.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
  expect(bare).toEqual([]);
});

it("and a place that forgets it is found", () => {
  for (const line of ["      {row.message}", "<p>{summary}</p>", "<b title={proposal.summary}>"])
    expect(BARE.test(line)).toBe(true);
  for (const line of ["<ShownText text={message} />", "title={showHiddenSigns(summary)}", "title={title}"])
    expect(BARE.test(line)).toBe(false);
});
