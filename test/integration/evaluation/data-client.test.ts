import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { router } from "#core/app/router.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { Workspace } from "#core/app/workspace/open-options.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { openSealedSplit } from "#core/evaluation/sealed-split.ts";

const TEXT = Array.from(
  { length: 40 },
  (_, at) => `{"id":"i${String(at).padStart(2, "0")}","question":"q ${at}","answer":"#### ${at}"}`,
).join("\n");

let folder: string;
let workspace: Workspace;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "data-client-"));
  await initWorkspace(join(folder, "workspace"), { from: "empty" });
  const reportBug = (error: unknown) => {
    throw error;
  };
  workspace = assertDefined(
    openWorkspace({
      folder: join(folder, "workspace"),
      host: "test",
      reportBug,
      secrets: { find: () => null },
    }),
    "the workspace",
  );
});

afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function clientOf(kind: AuthorKind): WorkspaceClient {
  return createRouterClient(router, { context: workspace.contextFor({ kind, name: "x" }) });
}

describe("data, asked through the contract", () => {
  it("imports, lists, pages and scores for a person", async () => {
    const client = clientOf("person");
    const path = join(folder, "items.jsonl");
    writeFileSync(path, `${TEXT}\nbroken`);
    const options = {
      source: { path },
      answerPattern: "#### *(.+)$",
      scorer: { type: "numeric" as const, tolerance: 1e-9 },
    };

    const preview = await client.data.preview({ ...options, limit: 1 });
    expect(preview).toMatchObject({
      format: "jsonl",
      input: ["question"],
      answer: "answer",
      rows: [{ line: 1, input: "q 0", expected: "0" }],
    });

    const imported = await client.data.import({ ...options, name: "numbers" });
    expect(imported).toMatchObject({ name: "numbers", items: 40, skipped: [{ line: 41 }] });

    const whole = await client.data.items({ dataset: "numbers", split: "train" });
    const page = await client.data.items({ dataset: "numbers", split: "train", offset: 1, limit: 2 });
    expect(page).toEqual({ total: imported.splits.train, items: whole.items.slice(1, 3), classes: [] });
    expect(whole.items.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id).toSorted());
    expect(whole.items.some(({ isDev }) => isDev) && whole.items.some(({ isDev }) => !isDev)).toBe(true);

    const { store } = workspace.contextFor(workspace.person);
    openSealedSplit(store, { dataset: "numbers", by: workspace.person, reason: "report", at: 1 });
    expect(await client.data.list()).toMatchObject([
      {
        name: "numbers",
        scorer: options.scorer,
        items: 40,
        splits: imported.splits,
        looks: { spent: 1, budget: 5 },
      },
    ]);

    expect(await client.data.tryScorer({ scorer: options.scorer, output: "so 5", expected: "five" })).toEqual(
      {
        value: 0,
        isCorrect: false,
        parts: {},
        problem: 'its answer ends with "five", which cannot be read as a number for sure: write it as 1234.5',
        reason: null,
        failure: null,
        reading: { output: "5", expected: "unclear: five" },
      },
    );
  });

  it("[S39] tries a scorer in code, imports with it as part of the hash, and refuses one that cannot be loaded", async () => {
    const client = clientOf("person");
    const half = { type: "code" as const, code: "(o, e, { vars }) => ({ score: 0.5, reason: vars.q })" };
    const item = { output: "5", expected: "5", input: { q: "how many?" } };
    expect(await client.data.tryScorer({ scorer: half, ...item })).toMatchObject({
      value: 0.5,
      isCorrect: false,
      reason: "how many?",
      failure: null,
    });
    const broken = { type: "code" as const, code: "(o) => {" };
    expect(await client.data.tryScorer({ scorer: broken, ...item })).toMatchObject({ failure: "compile" });

    const source = { text: TEXT };
    const hashOf = async (name: string, code: string): Promise<string | undefined> => {
      await client.data.import({ name, source, format: "jsonl", scorer: { type: "code", code } });
      return (await client.data.list()).find((each) => each.name === name)?.hash;
    };
    const hashes = [
      await hashOf("code-a", half.code),
      await hashOf("code-b", half.code),
      await hashOf("code-c", "() => 1"),
    ];
    expect(new Set(hashes).size).toBe(2);
    await expect(
      client.data.import({ name: "broken", source, format: "jsonl", scorer: broken }),
    ).rejects.toMatchObject({ data: { code: "usage" } });
  });

  it("[S17] reads decimals behind a comma, reports what it cannot read, and says so of an answer that is tried", async () => {
    const answers = ["3,00", "12,50", "1.235,00", "1-2", "1,234"];
    const lines = answers.map((answer, at) => JSON.stringify({ id: `c${at}`, question: `q ${at}`, answer }));
    const scorer = { type: "numeric", tolerance: 1e-9 } as const;
    const imported = await clientOf("person").data.import({
      name: "commas",
      source: { text: lines.join("\n") },
      format: "jsonl",
      scorer,
    });
    expect(imported.items).toBe(3);
    expect(imported.skipped.map(({ line }) => line)).toEqual([4, 5]);
    const tried = async (output: string, expected: string) =>
      await clientOf("person").data.tryScorer({ scorer, output, expected });
    expect(await tried("999,50", "3,50")).toMatchObject({
      isCorrect: false,
      reading: { output: "999.5", expected: "3.5" },
    });
    expect(await tried("11.00", "11,00")).toMatchObject({ isCorrect: true, problem: null });
    expect(await tried("1-2", "1-2")).toMatchObject({
      isCorrect: false,
      reading: { output: "unclear: 1-2" },
    });
  });

  it("has no way to a test item", async () => {
    const items = clientOf("person").data.items as (input: unknown) => Promise<unknown>;
    await expect(items({ dataset: "numbers", split: "test" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  const OTHERS: readonly AuthorKind[] = ["optimizer", "agent", "client"];

  it.each(OTHERS)("lets no %s import, read files or see validation items", async (kind) => {
    const { data } = clientOf(kind);
    const source = { path: join(folder, "items.jsonl") };
    const calls = [
      () => data.import({ source, name: "mine" }),
      () => data.preview({ source }),
      () => data.items({ dataset: "numbers", split: "validation" }),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({ code: "REFUSED", data: { code: "path-refused" } });
    expect((await data.items({ dataset: "numbers", split: "train" })).total).toBeGreaterThan(0);
  });

  // A window that is open learns of what a command line brought in by nothing else.
  it("an import is told to everybody who follows the workspace", async () => {
    const left = new AbortController();
    const events = await clientOf("person").sessions.events(
      { after: Number.MAX_SAFE_INTEGER },
      { signal: left.signal },
    );
    const next = events.next();
    const line = '{"question":"1+1","answer":"2"}';
    const source = { text: `${line}\n${line.replace("1+1", "2+2")}` };
    await clientOf("person").data.import({ name: "told", source, format: "jsonl" });
    expect((await next).value).toMatchObject({ type: "imported", body: { dataset: "told", items: 2 } });
    left.abort();
  });
});

describe("[S40] a program that makes tests", () => {
  it.each(["promptfooconfig.ts", "promptfooconfig.mjs", "evals.PY"])(
    "%s is refused by name, as any format",
    async (name) => {
      const client = clientOf("person");
      const source = { path: join(folder, name) };
      writeFileSync(source.path, "export default { tests: [] };");
      for (const asked of [{}, { format: "promptfoo" as const }])
        await expect(client.data.preview({ source, ...asked })).rejects.toMatchObject({
          message: `${name} is a program, and programs of others are never run.`,
          data: { code: "dataset-invalid" },
        });
    },
  );
});
