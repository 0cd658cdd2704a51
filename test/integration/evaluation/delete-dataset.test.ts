import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import { AppError } from "#core/base/app-error.ts";
import { findDatasetUses } from "#core/evaluation/dataset-uses.ts";
import { openSealedSplit } from "#core/evaluation/sealed-split.ts";
import { fromWireError } from "#core/host/cli/wire-error.ts";
import { verifyStore } from "#core/store/verify.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const desks = makeFolder();
let own: ReturnType<typeof makeFolder>;
let desk: TestWorkspace;
let seed: string;
beforeEach(async () => {
  seed ??= await makeOrderDesk(desks.folder);
  own = makeFolder();
  desk = openTestWorkspace(copyWorkspace(seed, own.folder));
});
afterEach(async () => {
  await desk.close();
  own.remove();
});

const importSums = async () =>
  desk.client.data.import({
    name: "sums",
    source: {
      text: Array.from({ length: 12 }, (_, at) =>
        JSON.stringify({ question: `${at} and 1?`, answer: at + 1 }),
      ).join("\n"),
    },
    format: "jsonl",
  });
const names = async () => (await desk.client.data.list()).map(({ name }) => name);

async function refusal(asking: Promise<unknown>): Promise<Pick<AppError, "code" | "message">> {
  try {
    await asking;
    return { code: "internal", message: "it was done" };
  } catch (thrown) {
    const error = fromWireError(thrown);
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
}

describe("[V28] deleting a dataset", () => {
  it("takes it and its items out, keeps it in the audit chain, and leaves its name to others", async () => {
    await importSums();
    expect(await desk.client.data.delete({ dataset: "sums", confirm: "sums" })).toEqual({ deleted: "sums" });
    expect(await names()).toEqual(["order-desk"]);
    expect(desk.store.datasets.items("sums", "train")).toEqual([]);
    const about = [...desk.store.audit.entries()].filter(({ body }) => body["dataset"] === "sums");
    expect(about.map(({ type, body }) => [type, body["removed"] ?? false])).toEqual([
      ["import", false],
      ["import", true],
    ]);
    expect(verifyStore(desk.store)).toMatchObject({ ok: true });
    await importSums();
    expect(await names()).toContain("sums");
    expect(verifyStore(desk.store)).toMatchObject({ ok: true });
  });

  it("keeps the looks at its sealed split counted for what is imported under its name", async () => {
    await importSums();
    const look = { dataset: "sums", by: desk.workspace.person, reason: "a look", at: 1 };
    openSealedSplit(desk.store, look);
    await desk.client.data.delete({ dataset: "sums", confirm: "sums" });
    await importSums();
    const [, sums] = await desk.client.data.list();
    expect([sums?.name, sums?.looks.spent]).toEqual(["sums", 1]);
  });

  it("takes its name once more", async () => {
    await importSums();
    for (const confirm of ["", "sum", "order-desk"])
      expect((await refusal(desk.client.data.delete({ dataset: "sums", confirm }))).code).toBe(
        "input-invalid",
      );
    expect(await refusal(desk.client.data.delete({ dataset: "gone", confirm: "gone" }))).toMatchObject({
      code: "dataset-missing",
    });
    expect(await names()).toContain("sums");
  });

  it("is refused while runs, evaluations or sessions rest on it, and says which", async () => {
    await desk.client.runs.evaluate({ dataset: "order-desk", split: "validation", limit: 2 });
    const remove = async () =>
      refusal(desk.client.data.delete({ dataset: "order-desk", confirm: "order-desk" }));
    expect(await remove()).toEqual({
      code: "dataset-in-use",
      message: "order-desk is not deleted: 1 evaluation; 2 scored runs rest on it.",
    });
    expect((await desk.client.data.uses({ dataset: "order-desk" })).uses).toHaveLength(2);
    expect(await names()).toEqual(["order-desk"]);
    expect(desk.store.datasets.counts("order-desk").test).toBeGreaterThan(0);
  });

  it("is refused for evaluations of train items too, and each counts once", async () => {
    await desk.client.runs.evaluate({ dataset: "order-desk", split: "train", limit: 1 });
    await desk.client.runs.evaluate({ dataset: "order-desk", split: "validation", limit: 1 });
    expect(findDatasetUses(desk.store, "order-desk").evaluations).toBe(2);
  });

  it("one that is in use can be archived and put back, and is the usual one no more meanwhile", async () => {
    await importSums();
    await desk.client.data.archive({ dataset: "order-desk" });
    const isArchived = async () =>
      Object.fromEntries((await desk.client.data.list()).map((each) => [each.name, each.isArchived]));
    expect(await isArchived()).toEqual({ "order-desk": true, sums: false });
    await desk.client.data.archive({ dataset: "order-desk", isArchived: false });
    expect(await isArchived()).toEqual({ "order-desk": false, sums: false });
    // One that comes under the name of a deleted one begins on the lists.
    await desk.client.data.archive({ dataset: "sums" });
    await desk.client.data.delete({ dataset: "sums", confirm: "sums" });
    await importSums();
    expect((await isArchived())["sums"]).toBe(false);
    expect(verifyStore(desk.store)).toMatchObject({ ok: true });
  });

  it.each(["optimizer", "agent", "client"] as const)("is for people alone: %s is refused", async (kind) => {
    await importSums();
    const context = desk.workspace.contextFor({ kind, name: `a ${kind}` });
    const { data } = createRouterClient(router, { context });
    const codes = [
      await refusal(data.delete({ dataset: "sums", confirm: "sums" })),
      await refusal(data.archive({ dataset: "sums" })),
    ].map(({ code }) => code);
    expect(codes).toEqual(["path-refused", "path-refused"]);
    expect((await desk.client.data.list()).find(({ name }) => name === "sums")?.isArchived).toBe(false);
  });
});
