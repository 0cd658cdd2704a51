import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importDataset } from "#core/evaluation/import/import-dataset.ts";
import { previewImport } from "#core/evaluation/import/preview.ts";
import { readValidation } from "#core/evaluation/sealed-split.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { SAVED_FILES } from "./saved-files.ts";

const IMPORTING = { by: { kind: "person", name: "Ada" }, clock: { now: () => 1_700_000_000_000 } } as const;

let folder: string;
let store: WorkspaceStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "saved-files-"));
  store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("[S33] files as people have them", () => {
  it.each(SAVED_FILES)("$title", async (saved) => {
    const path = join(folder, saved.name);
    writeFileSync(path, saved.content);
    const request = { ...saved.asked, source: { path }, name: "d", split: "validation", seed: 1 } as const;
    if ("refused" in saved) {
      await expect(importDataset(store, request, IMPORTING)).rejects.toMatchObject({
        message: expect.stringMatching(saved.refused),
        hint: expect.stringMatching(saved.hint),
      });
      return;
    }
    const imported = await importDataset(store, request, IMPORTING);
    expect(imported.skipped).toEqual(
      (saved.skipped ?? []).map(([line, reason]) => ({ line, reason: expect.stringMatching(reason) })),
    );
    const items = readValidation(store, "d");
    const pairs = items.map(({ input, expected }) => JSON.stringify([input, expected]));
    expect(pairs.toSorted()).toEqual(saved.items.map((pair) => JSON.stringify(pair)).toSorted());
    if (saved.ids !== undefined) expect(items.map(({ id }) => id).toSorted()).toEqual(saved.ids);
    if (saved.notes !== undefined) expect(imported.notes.join(" ")).toMatch(saved.notes);
    // The window hands over bytes, and shows the same.
    const base64 = Buffer.from(saved.content).toString("base64");
    const preview = await previewImport({ ...request, source: { base64, name: saved.name } }, 100);
    expect(preview.rows.flatMap(({ problem, input }) => (problem === null ? [input] : []))).toEqual(
      saved.items.map(([input]) => input),
    );
    expect(preview.notes).toEqual(imported.notes);
    expect(preview.columns.length).toBeGreaterThan(0);
  });
});
