import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { OpenEnvironment } from "#core/environments/environment.ts";
import { buildEnvironment, openEnvironment } from "#core/environments/open-environment.ts";
import { environmentTypeOf } from "#core/environments/table.ts";

const TEXT = { type: "string" };
const LIST = { name: "list_files", description: "Lists.", inputSchema: { type: "object" }, effect: "read" };
const READ = {
  name: "read_file",
  description: "Reads.",
  inputSchema: { type: "object", properties: { path: TEXT }, required: ["path"] },
  effect: "read",
};
const WRITE = {
  name: "write_file",
  description: "Writes.",
  inputSchema: { type: "object", properties: { path: TEXT, text: TEXT }, required: ["path", "text"] },
  effect: "write",
};

function contentOf(change: Readonly<Record<string, unknown>> = {}): EnvironmentContent {
  const parsed = parseContent("environment", {
    description: "A desk with files.",
    mask: [],
    type: "filesystem",
    actions: [LIST, READ, WRITE],
    rules: "",
    initialState: { files: { "manual.md": "Round up.", "lists/a.csv": "1;2\n" } },
    config: { maxFileBytes: 20 },
    ...change,
  });
  if (!parsed.ok || parsed.value.kind !== "environment") throw new Error("the fixture has no valid form");
  return parsed.value.content;
}

const never = new AbortController().signal;

async function open(content: EnvironmentContent): Promise<OpenEnvironment> {
  return openEnvironment(environmentTypeOf(content), content, never);
}

async function act(environment: OpenEnvironment, name: string, input: Json): Promise<Json> {
  const result = await environment.perform(name, input, never);
  return result.ok ? result.value : `!${result.error.code}: ${result.error.message}`;
}

describe("a filesystem environment", () => {
  it("lists, reads and writes; what was written is read back", async () => {
    const desk = await open(contentOf());
    expect([
      await act(desk, "list_files", {}),
      await act(desk, "read_file", { path: "manual.md" }),
      await act(desk, "write_file", { path: "out/order.json", text: "{}" }),
      await act(desk, "read_file", { path: "out/order.json" }),
      await act(desk, "write_file", { path: "manual.md", text: "é" }),
      await act(desk, "list_files", {}),
    ]).toEqual([
      {
        files: [
          { path: "lists/a.csv", bytes: 4 },
          { path: "manual.md", bytes: 9 },
        ],
      },
      { path: "manual.md", text: "Round up." },
      { path: "out/order.json", bytes: 2 },
      { path: "out/order.json", text: "{}" },
      { path: "manual.md", bytes: 2 },
      {
        files: [
          { path: "lists/a.csv", bytes: 4 },
          { path: "manual.md", bytes: 2 },
          { path: "out/order.json", bytes: 2 },
        ],
      },
    ]);
  });

  it("two rollouts do not see each other's writes, and the recorded initial state stays as it was", async () => {
    const content = contentOf();
    const before = structuredClone(content);
    const [first, second] = [await open(content), await open(content)];
    await act(first, "write_file", { path: "manual.md", text: "Round down." });
    await act(first, "write_file", { path: "new.md", text: "!" });
    expect(await act(second, "read_file", { path: "manual.md" })).toEqual({
      path: "manual.md",
      text: "Round up.",
    });
    expect(await act(second, "read_file", { path: "new.md" })).toBe('!not-found: There is no file "new.md".');
    expect(await second.state()).toEqual(await (await open(content)).state());
    expect(await first.state()).not.toEqual(await second.state());
    expect(content).toEqual(before);
  });

  it("the same files give the same state, in whatever order they were written", async () => {
    const [first, second] = [await open(contentOf()), await open(contentOf())];
    await act(first, "write_file", { path: "b", text: "1" });
    await act(first, "write_file", { path: "a", text: "2" });
    await act(second, "write_file", { path: "a", text: "0" });
    await act(second, "write_file", { path: "a", text: "2" });
    await act(second, "write_file", { path: "b", text: "1" });
    expect(await first.state()).toEqual(await second.state());
    const desk = await open(contentOf({ initialState: { files: { a: "abc" } } }));
    expect(await desk.state()).toEqual({
      files: [
        { path: "a", bytes: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
      ],
    });
  });

  const REFUSED: ReadonlyArray<readonly [title: string, action: string, input: Json, expected: string]> = [
    ["reading above the folder", "read_file", { path: "../manual.md" }, "!path-refused"],
    ["writing above the folder", "write_file", { path: "a/../../x", text: "" }, "!path-refused"],
    ["writing with an encoded climb", "write_file", { path: "%2e%2e%2fx", text: "" }, "!path-refused"],
    ["a file where a folder is", "write_file", { path: "lists", text: "" }, "!path-refused"],
    ["a file below a file", "write_file", { path: "manual.md/x", text: "" }, "!path-refused"],
    ["one byte too many", "write_file", { path: "x", text: "x".repeat(21) }, "!tool-failed"],
    [
      "bytes over the limit in fewer characters",
      "write_file",
      { path: "x", text: "é".repeat(11) },
      "!tool-failed",
    ],
    ["a huge text", "write_file", { path: "x", text: "x".repeat(3_000_000) }, "!tool-failed"],
    ["half a surrogate pair", "write_file", { path: "x", text: "\udc00" }, "!tool-failed"],
    ["a name that every object has", "read_file", { path: "constructor" }, "!not-found"],
    ["the prototype", "read_file", { path: "__proto__" }, "!not-found"],
    ["a path that is no text", "read_file", { path: ["manual.md"] }, "!tool-arguments"],
    ["a missing argument", "write_file", { path: "x" }, "!tool-arguments"],
    ["no object at all", "list_files", "x", "!tool-arguments"],
    [
      "an argument by inheritance",
      "read_file",
      JSON.parse('{"__proto__": {"path": "manual.md"}}'),
      "!tool-arguments",
    ],
  ];

  it.each(REFUSED)(
    "%s is an answer to the model and changes nothing",
    async (_title, action, input, expected) => {
      const desk = await open(contentOf());
      const before = await desk.state();
      const answer = await act(desk, action, input);
      expect(answer).toSatisfy(
        (text) => typeof text === "string" && text.startsWith(`${expected}:`) && text.length < 250,
      );
      expect(await desk.state()).toEqual(before);
    },
  );

  it("a file named __proto__ is a file like any other", async () => {
    const desk = await open(contentOf());
    await act(desk, "write_file", { path: "__proto__", text: "x" });
    expect(await act(desk, "read_file", { path: "__proto__" })).toEqual({ path: "__proto__", text: "x" });
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  it("neither many files nor many bytes can fill the memory", async () => {
    const many = await open(contentOf({ initialState: { files: {} } }));
    for (let at = 0; at < 1000; at += 1) await act(many, "write_file", { path: `f${at}`, text: "" });
    expect(await act(many, "write_file", { path: "one-more", text: "" })).toMatch(
      /^!tool-failed: There are 1000 files/,
    );
    expect(await act(many, "write_file", { path: "f0", text: "again" })).toEqual({ path: "f0", bytes: 5 });

    const large = await open(contentOf({ initialState: { files: {} }, config: { maxFileBytes: 9_000_000 } }));
    const text = "x".repeat(9_000_000);
    await act(large, "write_file", { path: "a", text });
    expect(await act(large, "write_file", { path: "b", text })).toBe(
      "!tool-failed: The files together would be too large.",
    );
    expect(await act(large, "write_file", { path: "a", text })).toEqual({ path: "a", bytes: 9_000_000 });
  });

  it("a closed environment fails its calls", async () => {
    const desk = await open(contentOf());
    await desk.close();
    expect(await act(desk, "list_files", {})).toBe("!tool-failed: The environment is closed.");
  });
});

describe("buildEnvironment", () => {
  const PROBLEMS: ReadonlyArray<
    readonly [title: string, change: Record<string, unknown>, expected: readonly string[]]
  > = [
    ["what can be opened has no problems", {}, []],
    [
      "an action that does not exist",
      { actions: [{ ...LIST, name: "delete_file" }] },
      ["a filesystem has no action delete_file; it has list_files, read_file, write_file"],
    ],
    [
      "an action named after what every object has",
      { actions: [{ ...LIST, name: "constructor" }] },
      ["a filesystem has no action constructor; it has list_files, read_file, write_file"],
    ],
    ["an action declared twice", { actions: [LIST, LIST] }, ["the action list_files is declared twice"]],
    [
      "a schema that does not ask for what the action needs",
      {
        actions: [
          { ...READ, inputSchema: { type: "object", properties: { file: TEXT }, required: ["file"] } },
        ],
      },
      [
        "read_file needs the input path, which its schema does not require",
        "read_file does not read the input file, which its schema requires",
      ],
    ],
    [
      "a writing action that claims to only read",
      { actions: [{ ...WRITE, effect: "read" }] },
      ["write_file changes files, so its effect cannot be read"],
    ],
    [
      "an initial file outside of the folder",
      { initialState: { files: { "../x": "" } } },
      ['The path "../x" is refused: the path must not contain . or ..'],
    ],
    [
      "an initial file over the limit",
      { initialState: { files: { x: "x".repeat(21) } } },
      ['"x" would have 21 bytes, over the limit of 20'],
    ],
    [
      "two initial files with one name in two spellings",
      { initialState: { files: { "caf\u00e9": "", "cafe\u0301": "" } } },
      ["two initial files are called caf\u00e9"],
    ],
  ];

  it.each(PROBLEMS)("names the problem: %s", async (_title, change, expected) => {
    expect(await buildEnvironment(contentOf(change))).toEqual(expected);
  });
});
