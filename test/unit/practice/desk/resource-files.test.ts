import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { listResourceFiles } from "#core/practice/desk/resource-files.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "resources", "order-desk");
const files = listResourceFiles(createOrderDesk(1));

it("keeps a file for each part of house 1's data, and no other", () => {
  expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
});

/** After a change of the generator, `vitest run -u` with this file writes them anew. */
it.each([...files])("regenerates %s byte for byte", async (name, text) => {
  await expect(text).toMatchFileSnapshot(join(folder, name));
});
