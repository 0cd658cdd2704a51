import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { estimateOf } from "#core/evaluation/estimate.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { indexHoldOutText, type HoldOutText } from "#core/evaluation/hold-out-text.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const WORDS = (name: string) => Array.from({ length: 20 }, (_, at) => `${name}${at}`);
const SCORER = { type: "exact" } as const;

const { folder, remove } = makeFolder();
let store: WorkspaceStore;
let index: HoldOutText;

beforeAll(() => {
  store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  const items = (["train", "validation", "test"] as const).map((split) => ({
    id: split as string,
    split,
    isDev: false,
    input:
      split === "test"
        ? { first: WORDS(split).slice(0, 6).join(" "), second: WORDS(split).slice(6).join(" ") }
        : WORDS(split).join(" "),
    expected: "x",
    group: null,
    className: null,
    metadata: {},
  }));
  const short = (id: string, split: "train" | "test", input: string) => ({
    ...items[0]!,
    id,
    split,
    input,
  });
  items.push(
    short("short", "test", "How many eggs does Ann sell?"),
    short("eight", "test", "How many red hens does old Ann sell?"),
    short("template", "train", "Please send four boxes of tea to our office in the old town by next Monday."),
    short(
      "template-too",
      "test",
      "Please send nine crates of nutmeg to our branch in the old town by next Friday.",
    ),
    short(
      "chinese",
      "test",
      "\u6211\u4eec\u660e\u5929\u4e0b\u5348\u4e09\u70b9\u5728\u56fe\u4e66\u9986\u95e8\u53e3\u89c1\u9762",
    ),
    short("tiny", "test", "Sum two numbers"),
    short("known", "train", "What is it worth today?"),
    short("known-too", "test", "What is it worth today?"),
  );
  store.durable(() =>
    store.datasets.add({ name: "d", scorer: SCORER, hash: datasetHash(SCORER, items), createdAt: 0 }, items),
  );
  index = indexHoldOutText(store, "d");
});
afterAll(() => {
  store.close();
  remove();
});

const run = (name: string, from: number, to: number): string => WORDS(name).slice(from, to).join(" ");

const changeEach = (name: string, every: number): string =>
  WORDS(name)
    .map((word, at) => (at % every === every - 1 ? `other${at}` : word))
    .join(" ");
const toBold = (letter: string): string =>
  /[a-z]/.test(letter) ? String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97) : letter;
const toWide = (letter: string): string =>
  /[a-z0-9]/.test(letter) ? String.fromCodePoint(letter.charCodeAt(0) + 0xfee0) : letter;

const COPIES: readonly (readonly [what: string, text: string, isFound: boolean])[] = [
  ["twelve words of a validation item", `Rule: ${run("validation", 3, 15)}.`, true],
  ["eleven of them", `Rule: ${run("validation", 3, 14)}.`, false],
  [
    "twelve in capitals, with commas between",
    WORDS("validation").slice(0, 12).join(", ").toUpperCase(),
    true,
  ],
  ["twelve with a word left out", [run("validation", 0, 6), run("validation", 7, 14)].join(" "), true],
  ["all of it with one word in eight changed", changeEach("validation", 8), true],
  ["all of it with every third word changed", changeEach("validation", 3), false],
  [
    "three words in five of all of it, of which no sixteen in a row have twelve",
    WORDS("validation")
      .map((word, at) => (at % 5 < 3 ? word : `other${at}`))
      .join(" "),
    false,
  ],
  [
    "with a zero-width space in every word",
    run("validation", 0, 12).replaceAll("valid", "val\u200bid"),
    true,
  ],
  [
    "with tags, joiners and soft hyphens",
    run("test", 7, 19).replaceAll("te", "t\u{e0041}\u200d\u00ade"),
    true,
  ],
  [
    "in Cyrillic that looks the same",
    run("validation", 0, 12).replaceAll("a", "\u0430").replaceAll("o", "\u043e"),
    true,
  ],
  [
    "in Greek that looks the same",
    run("validation", 0, 12).replaceAll("o", "\u03bf").replaceAll("v", "\u03bd"),
    true,
  ],
  ["in bold letters of mathematics", Array.from(run("test", 7, 19), toBold).join(""), true],
  ["in wide letters", Array.from(run("test", 7, 19), toWide).join(""), true],
  ["with accents put on", run("test", 7, 19).replaceAll("e", "e\u0301"), true],
  [
    "all of it disguised, and one word in eight changed",
    changeEach("validation", 8).replaceAll("a", "\u0430"),
    true,
  ],
  ["with a full stop in every word", run("test", 7, 19).replaceAll("te", "te."), true],
  ["a letter at a time", Array.from(run("validation", 0, 12)).join(" "), true],
  ["without a blank", run("validation", 0, 12).replaceAll(" ", ""), true],
  ["joined as a name", run("validation", 0, 12).replaceAll(" ", "_"), true],
  ["eleven of them without a blank", run("validation", 0, 11).replaceAll(" ", ""), false],
  [
    "from behind, letter by letter",
    Array.from(run("test", 7, 19))
      .toReversed()
      .join(""),
    true,
  ],
  ["from behind, word by word", run("test", 7, 19).split(" ").toReversed().join(" "), true],
  [
    "with its numbers in words or figures",
    "please send 9 crates of nutmeg to our branch in the old town by next friday",
    true,
  ],
  ["a whole short one with figures", "How many eggs does Ann sell? 6", true],
  ["a short one with another word at its end", "How many red hens does old Ann buy?", true],
  ["a short one with two other words at its end", "How many red hens does old Bob buy?", false],
  ["in base64", `Decode this: ${Buffer.from(run("test", 7, 19)).toString("base64")}`, true],
  [
    "in base64 over lines",
    Buffer.from(run("validation", 0, 14))
      .toString("base64")
      .replace(/.{76}/g, "$&\n"),
    true,
  ],
  ["in hexadecimal", Buffer.from(run("test", 7, 19)).toString("hex"), true],
  [
    "in hexadecimal with blanks",
    Buffer.from(run("test", 7, 19))
      .toString("hex")
      .replace(/../g, "$& "),
    true,
  ],
  [
    "shifted by thirteen letters",
    run("test", 7, 19).replace(/[a-z]/g, (letter) =>
      String.fromCharCode(97 + ((letter.charCodeAt(0) - 84) % 26)),
    ),
    true,
  ],
  ["a train item without a blank", run("train", 0, 20).replaceAll(" ", ""), false],
  ["a whole test item of eight words with one changed", "how many red hens does old Ann keep", true],
  ["with two of them changed", "how many red cows does old Ben sell", false],
  [
    "a train item of the same template",
    "please send four boxes of tea to our office in the old town by next monday",
    false,
  ],
  [
    "a test item of that template",
    "please send nine crates of nutmeg to our branch in the old town by next friday",
    true,
  ],
  [
    "fifteen signs of a Chinese item",
    "\u6211\u4eec\u660e\u5929\u4e0b\u5348\u4e09\u70b9\u5728\u56fe\u4e66\u9986\u95e8\u53e3",
    true,
  ],
  ["twelve of a test item, out of one of its fields", run("test", 7, 19), true],
  ["a whole test item of six words", "Remember: how many eggs does Ann sell? Six.", true],
  ["all of it but a word", "How many eggs does Ann", false],
  ["a whole test item of three words, which anybody may write", "Sum two numbers.", false],
  ["a short test item that train has too", "What is it worth today?", false],
  ["a whole train item", run("train", 0, 20), false],
  ["nothing", "", false],
];

it.each(COPIES)("[A9] %s", (_what, text, isFound) => {
  expect(index.find(text) !== null).toBe(isFound);
});

it("[A9] what stood there before the change is no copy made by it; what is added to it is", () => {
  const before = [`Rule: ${run("validation", 0, 13)}.`, "How many eggs does Ann sell?"];
  expect(index.find(`${before.join(" ")} Be brief.`, before)).toBeNull();
  expect(index.find(`${before.join(" ")} ${run("test", 7, 19)}`, before)).not.toBeNull();
  expect(index.find(run("validation", 0, 14), before)).not.toBeNull();
});

it("what is found is said without a word of the item", () => {
  expect(index.find(run("validation", 0, 12))).toBe("It repeats 12 words of a hold-out item.");
  expect(index.find("How many eggs does Ann sell?")).toBe("It repeats a short hold-out item whole.");
});

it("the check is no look at the sealed split", () => {
  expect([...store.audit.entries()].filter(({ type }) => type === "sealed-look")).toEqual([]);
});

it("an estimate of no items claims nothing", () => {
  expect(estimateOf([])).toEqual({ accuracy: 0, score: 0, interval: [0, 1], n: 0 });
});

it("[A9] takes work in proportion to the text", () => {
  const hostile = [
    "a ",
    "aGVs",
    "61 ",
    run("validation", 0, 5).replaceAll(" ", ""),
    "how many eggs ",
    `${run("validation", 0, 3)} `,
    `${run("test", 7, 18)} x `,
  ];
  for (const part of hostile) expect(typeof index.find(part.repeat(40_000))).not.toBe("undefined");
});
