import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestWorkspace, type TestWorkspace } from "#test/support/test-workspace.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";

import { lines, say, type FileCase } from "./file-case.ts";
import { FILES_OF_RECORDS } from "./files-of-records.ts";
import { FILES_OF_TESTS } from "./files-of-tests.ts";

const CASES: readonly FileCase[] = [...FILES_OF_TESTS, ...FILES_OF_RECORDS];

let folder: string;
let desk: TestWorkspace;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "files-of-tools-"));
  await initWorkspace(join(folder, "workspace"), { from: "empty" });
  desk = openTestWorkspace(join(folder, "workspace"));
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(at: number, files: FileCase["files"]): string {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, `case-${at}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(folder, `case-${at}`, Object.keys(files)[0] ?? "");
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe("[S37] [S41] files of other tools", () => {
  it.each(CASES.map((one, at) => ({ ...one, at })))(
    "$title",
    async ({ files, items, notes, skipped = [], unread = [], at }) => {
      const source = { path: write(at, files) };
      const preview = await desk.client.data.preview({ source, limit: 50 });
      const imported = await desk.client.data.import({ source, name: `case-${at}`, split: "train" });
      const { items: kept } = await desk.client.data.items({ dataset: `case-${at}`, split: "train" });
      expect({
        items: kept.map(({ input, expected }) => [input, expected]).toSorted(byText),
        skipped: imported.skipped.map(({ line, reason }) => `${line}: ${reason}`),
        unread: imported.findings.flatMap(({ kind, reason }) => (kind === "part-unread" ? [reason] : [])),
      }).toEqual({
        items: items.toSorted(byText),
        skipped: skipped.map((pattern) => expect.stringMatching(pattern)),
        unread: unread.map((pattern) => expect.stringMatching(pattern)),
      });
      if (notes === undefined) return;
      expect(imported.notes).toEqual(notes.map((pattern) => expect.stringMatching(pattern)));
      expect(preview.notes).toEqual(imported.notes);
    },
  );

  it("are read by the fields that somebody names, whatever they look like", async () => {
    const source = { text: lines({ messages: [say("user", "q"), say("assistant", "a")], topic: "t" }) };
    const { rows, notes } = await desk.client.data.preview({
      source,
      format: "jsonl",
      input: ["messages.0.content"],
      answer: "topic",
    });
    expect({ rows, notes }).toEqual({
      rows: [{ line: 1, input: "q", expected: "t", problem: null }],
      notes: [],
    });
  });

  it("are refused where they hold nothing that could be asked, with the first reason", async () => {
    const source = {
      path: write(900, { "none.evalset.json": '{"eval_set_id": "e", "eval_cases": [{"eval_id": "x"}]}' }),
    };
    await expect(desk.client.data.import({ source, name: "none" })).rejects.toMatchObject({
      data: { code: "dataset-invalid" },
      message: expect.stringContaining("it has no conversation"),
    });
  });
});
