import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
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

/** Words that any view may use; they are loaded before all others. */
const FOR_ALL = "renderer/ui/theme/";

/** What stands in the texts of a file, word by word; a word that is put together counts up to where that begins. */
function wordsIn(source: string): { readonly whole: ReadonlySet<string>; readonly begun: readonly string[] } {
  // A template may hold further texts.
  const texts = [/"([^"\n]*)"/g, /`([^`]*)`/g].flatMap((form) => [...source.matchAll(form)]);
  const words = texts.flatMap(([, text = ""]) => text.split(/\s+/));
  const begun = words.filter((word) => word.includes("${")).map((word) => word.slice(0, word.indexOf("${")));
  return { whole: new Set(words), begun: begun.filter((word) => word !== "") };
}

/** Classes that have their own rule in a folder in which no component names them. */
function findAway(
  sheets: ReadonlyMap<string, string>,
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  const named = [...sources].map(([file, source]) => ({ file, ...wordsIn(source) }));
  return [...sheets].flatMap(([file, css]) => {
    const near = named.filter((each) => each.file.startsWith(`${dirname(file)}/`));
    return classesRuled(css)
      .map((selector) => selector.slice(1))
      .filter(
        (name) =>
          !near.some(({ whole, begun }) => whole.has(name) || begun.some((word) => name.startsWith(word))),
      )
      .map((name) => `${name}: ${file}`);
  });
}

function readAll(pattern: string): ReadonlyMap<string, string> {
  return new Map(globSync(pattern).map((file) => [file, readFileSync(file, "utf8")]));
}

it("a class has its own rule in the folder whose component uses it, or where all may use it", () => {
  const planted = new Map([
    ["a/a.css", ".mine { a: b } .theirs { a: b } .kind-good { a: b } .gone { a: b }"],
    ["b/b.css", ".theirs-too { a: b }"],
  ]);
  const sources = new Map([
    ["a/a.tsx", "<i className={`mine kind-${kind}`} />"],
    ["b/b.tsx", '<i className="theirs" /> <i className="theirs-too" />'],
  ]);
  expect(findAway(planted, sources)).toEqual(["theirs: a/a.css", "gone: a/a.css"]);
  const ours = new Map([...readAll("renderer/**/*.css")].filter(([file]) => !file.startsWith(FOR_ALL)));
  expect(findAway(ours, readAll("renderer/**/*.{ts,tsx}"))).toEqual([]);
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
