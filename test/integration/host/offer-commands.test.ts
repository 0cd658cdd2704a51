import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { builtInsWithout, makeOlderWorkspace } from "#test/support/older-workspace.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
const workspace = join(folder, "older");
beforeAll(async () => {
  await makeOlderWorkspace(
    workspace,
    { from: "empty" },
    builtInsWithout("prompt/rememberer", "prompt/improver"),
  );
});
afterAll(remove);

const cli = async (...args: readonly string[]) => runCliHere([...args, "--workspace", workspace]);

it("[R17] the command line shows what this version brings, and takes or leaves it", async () => {
  expect((await cli("resource", "list")).stdout).toContain(
    "This version of the program brings prompt/improver, prompt/rememberer: see `offer`.",
  );
  const shown = await cli("offer");
  expect(shown.stdout).toMatch(/prompt\/rememberer +[0-9a-f]{7} +new +Reads what runs taught/);
  expect(shown.stdout).toContain(
    "prompt/rememberer /messages/0/sections/0/text\n+ You keep the memory of an agent.",
  );

  expect(await cli("offer", "leave", "prompt/improver")).toMatchObject({
    code: 0,
    stdout: "Left: prompt/improver.\n",
  });
  const taken = await cli("offer", "take", "--json");
  expect(JSON.parse(taken.stdout)).toMatchObject({
    done: "Bring in what this version ships: prompt/rememberer",
  });
  const left = JSON.parse((await cli("offer", "--json")).stdout) as unknown;
  expect(left).toMatchObject([{ resource: "prompt/improver", standing: "new", isLeft: true }]);
  expect((await cli("resource", "list")).stdout).not.toContain("This version of the program brings");
});

it("what is not offered is refused by its name", async () => {
  expect((await cli("offer", "take", "prompt/reflector")).code).toBe(1);
  expect((await cli("offer", "take", "reflector")).code).toBe(2);
});
