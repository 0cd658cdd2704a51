import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The libraries whose elements stand in our pages, and where their styles are. */
const LIBRARIES = [
  "node_modules/monaco-editor/esm/**/*.css",
  "node_modules/@mantine/*/styles.css",
  "node_modules/@xyflow/react/dist/style.css",
];
/** Those that are about a library's elements on purpose. */
const ABOUT_LIBRARIES = ["renderer/ui/theme/mantine-overrides.css"];

const CLASS = /\.(-?[A-Za-z_][\w-]*)/g;

/** It means the same to everybody: there for screen readers, and not to be seen. */
const SHARED: ReadonlySet<string> = new Set(["visually-hidden"]);

/** The selectors of a stylesheet, one by one. */
function selectorsIn(css: string): readonly string[] {
  const bare = css.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/"[^"]*"|url\([^)]*\)/g, "");
  return [...bare.matchAll(/([^{};]+)\{/g)]
    .map(([, selector = ""]) => selector.trim())
    .filter((selector) => selector !== "" && !selector.startsWith("@"))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/).map((each) => each.trim()));
}

function classesIn(selector: string): readonly string[] {
  return [...selector.matchAll(CLASS)].map(([, name = ""]) => name);
}

/** Selectors that would also hit a library's element: every class they ask for is one that a library uses. */
function findLeaks(css: string, theirs: ReadonlySet<string>): readonly string[] {
  return selectorsIn(css).filter((selector) => {
    const classes = classesIn(selector);
    return classes.length > 0 && classes.every((name) => theirs.has(name) && !SHARED.has(name));
  });
}

/** Classes that stand alone as a selector of a rule, as often as they do; what depends on the width is left out. */
function classesRuled(css: string): readonly string[] {
  const bare = css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .replaceAll(/@(media|container)[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "");
  return [...bare.matchAll(/([^{}]+)\{/g)]
    .map(([, selector = ""]) => selector.trim())
    .filter((selector) => /^\.[\w-]+$/.test(selector));
}

/** Classes whose own rule stands in more than one place, with the places. */
function findTwice(sheets: ReadonlyMap<string, string>): readonly string[] {
  const places = new Map<string, string[]>();
  for (const [file, css] of sheets)
    for (const name of classesRuled(css)) places.set(name, [...(places.get(name) ?? []), file]);
  return [...places]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(", ")}`);
}

const theirs: ReadonlySet<string> = new Set(
  LIBRARIES.flatMap((pattern) => globSync(pattern)).flatMap((file) =>
    selectorsIn(readFileSync(file, "utf8")).flatMap(classesIn),
  ),
);

it("a class of ours that a library uses too is seen", () => {
  expect(theirs.has("original") || theirs.has("editor")).toBe(true);
  expect(findLeaks(".editor { padding: 4px }", new Set(["editor"]))).toEqual([".editor"]);
  expect(findLeaks(".ours .editor:hover, .x { a: b }", new Set(["editor"]))).toEqual([]);
});

it("no class has its own rule in two places, so that one view does not change another that was opened before", () => {
  const twice = findTwice(
    new Map([
      ["a.css", ".x { a: b } .y { a: b } @media (m) { .y { a: c } }"],
      ["b.css", ".x { a: c }"],
    ]),
  );
  expect(twice).toEqual([".x: a.css, b.css"]);
  const ours = globSync("renderer/**/*.css").map((file) => [file, readFileSync(file, "utf8")] as const);
  expect(findTwice(new Map(ours))).toEqual([]);
});

it.each(globSync("renderer/**/*.css").filter((file) => !ABOUT_LIBRARIES.includes(file)))(
  "%s styles no class that a library's elements carry, but below one of ours",
  (file) => {
    expect(findLeaks(readFileSync(file, "utf8"), theirs)).toEqual([]);
  },
);

/** As many as a file of code may have: oxlint holds those. */
const MOST_LINES = 350;

it.each(globSync("renderer/**/*.css"))(`%s has no more than ${MOST_LINES} lines`, (file) => {
  expect(readFileSync(file, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(MOST_LINES);
});
