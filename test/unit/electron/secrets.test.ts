import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import type { KeySafe } from "#core/app/models/secrets.ts";
import { safeStorage } from "#test/support/electron-stand-in/electron.ts";
import { becomeReady } from "#test/support/electron-stand-in/machine.ts";
import { plantTree } from "#test/support/plant-tree.ts";

vi.mock("electron", () => ({ safeStorage }));

async function openSafe(file: string): Promise<KeySafe> {
  becomeReady();
  const { openKeySafe } = await import("#electron/secrets.ts");
  return await openKeySafe(file, { find: () => null });
}

function placeFor(text?: string): string {
  const tree = plantTree(text === undefined ? { "own/x": "" } : { "own/keys.json": text });
  onTestFinished(() => tree.remove());
  return join(tree.root, "own", "keys.json");
}

it.each(["not JSON", '{"version":2,"keys":{}}', '{"A_KEY":1}', "[]", ""])(
  "[S62] a file that says %j holds no key, is written over by none, and whoever would keep one is told",
  async (text) => {
    const file = placeFor(text);
    const safe = await openSafe(file);
    await expect(safe.keep("A_KEY", "secret")).rejects.toMatchObject({ code: "config-invalid" });
    expect(await safe.keep("A_KEY", null)).toBe(false);
    expect([safe.find("A_KEY"), safe.names(), readFileSync(file, "utf8")]).toEqual([null, [], text]);
  },
);

it("[S62] what two programs keep is all there", async () => {
  const file = placeFor();
  const [one, other] = [await openSafe(file), await openSafe(file)];
  expect(await one.keep("B_KEY", null)).toBe(false);
  expect(existsSync(file)).toBe(false);
  await one.keep("A_KEY", "a");
  await other.keep("B_KEY", "b");
  await one.keep("C_KEY", "c");
  await one.keep("A_KEY", null);
  expect((await openSafe(file)).names().toSorted()).toEqual(["B_KEY", "C_KEY"]);
});
