import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { Json } from "#core/base/json.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { contentAs } from "#core/domain/content/content.ts";
import type { MemoryContent } from "#core/domain/content/memory.ts";
import { addRecords } from "#core/memory/add-records.ts";
import { distill } from "#core/memory/distill.ts";
import { renderRecords } from "#core/memory/render-records.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { createView, type ResourceView } from "#core/resources/view.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";

let folder: string;
let store: WorkspaceStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "memory-"));
  store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const KEY = "memory/lessons";

/** The state with the edit applied, as any caller would have it done. */
function edit(
  view: ResourceView,
  author: AuthorKind,
  change: "register" | "records",
  value: Json,
): ResourceView {
  const context = { store, author, at: 1, countTokens };
  if (change === "register")
    return applyEdits(view, [{ type: "register", resource: KEY, content: value }], context);
  const values = [{ pointer: "/records", value }];
  return applyEdits(view, [{ type: "set-variables", resource: KEY, values }], context);
}

function memoryIn(view: ResourceView): MemoryContent {
  return contentAs("memory", view.get(KEY).resource.content as never);
}

const EMPTY = {
  description: "Lessons of the desk.",
  mask: [{ pointer: "/records", learnable: true }],
  strategy: "session",
  limits: { maxRecords: 20, maxTokens: 500 },
  records: [],
};

it("what is distilled becomes a version of the memory only by an edit, and only that version serves it", async () => {
  const before = edit(createView(store, new Map()), "person", "register", EMPTY);
  const memory = memoryIn(before);
  const { candidates } = await distill({
    events: [
      {
        source: "train",
        run: "run-1",
        spans: [{ span: "span-1", text: "wrote the order" }],
        task: "Two boxes, please.",
        output: { quantity: 2 },
        expected: { quantity: 24 },
        outcome: "wrong",
      },
    ],
    existing: memory.records,
    ask: async ({ output }) => {
      const insights = [
        { text: "A box is 12 pieces; write {{pieces}}.", importance: 0.8, spans: ["span-1"] },
      ];
      return Promise.resolve(assertDefined(output.read, "the reading")({ insights }));
    },
    minNewEvents: 1,
    maxEvents: 5,
    maxCandidates: 5,
  });
  expect(memoryIn(before).records).toEqual([]);

  const after = edit(before, "optimizer", "records", addRecords(memory, candidates) as unknown as Json);
  expect(after.get(KEY).version).not.toBe(before.get(KEY).version);
  expect(renderRecords(memoryIn(before), countTokens)).toBe("");
  expect(renderRecords(memoryIn(after), countTokens)).toMatch(
    /customer:\n- A box is 12 pieces; write {{pieces}}\.$/,
  );
  expect(memoryIn(after).records[0]!.provenance).toEqual({ span: "span-1", run: "run-1", spans: ["span-1"] });
});

it("a memory whose records are not learnable takes candidates from a person only", () => {
  const before = edit(createView(store, new Map()), "person", "register", { ...EMPTY, mask: [] });
  const record = {
    id: "a",
    type: "insight" as const,
    text: "A box is 12 pieces.",
    importance: 1,
    provenance: {},
  };
  const records = addRecords(memoryIn(before), [record]) as unknown as Json;
  expect(() => edit(before, "optimizer", "records", records)).toThrow(AppError);
  expect(memoryIn(edit(before, "person", "records", records)).records).toEqual([record]);
});
