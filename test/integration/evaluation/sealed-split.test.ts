import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Author, AuthorKind } from "#core/domain/author.ts";
import { importDataset } from "#core/evaluation/import/import-dataset.ts";
import { looks, openSealedSplit, SEALED_LOOKS, type LookRequest } from "#core/evaluation/sealed-split.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";

const ADA: Author = { kind: "person", name: "Ada" };

let folder: string;
let store: WorkspaceStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sealed-split-"));
  store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  for (const [name, split] of [
    ["d", "test"],
    ["other", "test"],
    ["open", "train"],
  ] as const) {
    const text = `{"id":"a","input":"x of ${name}","expected":"y"}\n{"id":"b","input":"z","expected":"y"}`;
    await importDataset(
      store,
      { name, split, seed: 1, format: "jsonl", source: { text } },
      { by: ADA, clock: { now: () => 1 } },
    );
  }
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function look(request: Partial<LookRequest> = {}) {
  return openSealedSplit(store, { dataset: "d", by: ADA, reason: "report", at: 5, ...request });
}

function sealedEntries() {
  return [...store.audit.entries()].filter(({ type }) => type === "sealed-look");
}

describe("[A5] a look at the sealed split", () => {
  it("hands out the test items and is in the audit chain, with who, why and which look it is", () => {
    expect(look().map(({ id, split }) => [id, split])).toEqual([
      ["a", "test"],
      ["b", "test"],
    ]);
    expect(sealedEntries()).toMatchObject([
      { at: 5, body: { dataset: "d", by: ADA, reason: "report", look: 1, budget: SEALED_LOOKS } },
    ]);
    // The chain holds; that this bare store has no head is the first thing after it.
    expect(verifyStore(store).firstBroken).toMatchObject({ table: "meta" });
  });

  it("spends the budget of its dataset alone, and the look after the last is refused and not logged", () => {
    for (let count = 1; count <= SEALED_LOOKS; count += 1) look();
    expect(() => look()).toThrow(
      expect.objectContaining({ code: "split-sealed", message: expect.stringContaining("5 times") }),
    );
    expect([looks(store, "d"), looks(store, "other"), sealedEntries().length]).toEqual([5, 0, 5]);
    expect(look({ dataset: "other" })).toHaveLength(2);
  });

  it("counts across a restart", () => {
    look();
    store.close();
    store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
    expect(looks(store, "d")).toBe(1);
  });

  it("beyond the budget takes a person, who can raise it", () => {
    for (let count = 1; count <= SEALED_LOOKS; count += 1)
      look({ by: { kind: "system", name: "session 1" } });
    expect(() => look({ by: { kind: "system", name: "session 1" }, budget: 6 })).toThrow(
      expect.objectContaining({ code: "split-sealed" }),
    );
    expect(look({ budget: 6 })).toHaveLength(2);
    expect(sealedEntries().at(-1)?.body).toMatchObject({ look: 6, budget: 6, by: ADA });
    expect(() => look({ budget: 6 })).toThrow(expect.objectContaining({ code: "split-sealed" }));
  });

  const BARRED: readonly AuthorKind[] = ["optimizer", "agent", "client"];

  it.each(BARRED)("is refused to any %s, whatever the budget, and costs nothing", (kind) => {
    for (const budget of [SEALED_LOOKS, 1000]) {
      expect(() => look({ by: { kind, name: "x" }, budget })).toThrow(
        expect.objectContaining({ code: "split-sealed" }),
      );
    }
    expect(sealedEntries()).toEqual([]);
  });

  it.each([
    ["at a dataset that is not there", { dataset: "none" }, "dataset-missing"],
    ["at a dataset without test items", { dataset: "open" }, "dataset-invalid"],
    ["without a reason", { reason: " " }, "input-invalid"],
  ])("%s is refused and costs nothing", (_title, request, code) => {
    expect(() => look(request)).toThrow(expect.objectContaining({ code }));
    expect(sealedEntries()).toEqual([]);
  });
});
