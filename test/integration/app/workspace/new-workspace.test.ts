import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import type { ResourceContent } from "#core/domain/content/content.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { makeFolder, openTestWorkspace, type TestWorkspace } from "#test/support/test-workspace.ts";

const { folder, remove } = makeFolder();
let made = 0;
afterAll(remove);

async function inNew<T>(
  seed: Parameters<typeof initWorkspace>[1],
  work: (desk: TestWorkspace) => T | Promise<T>,
): Promise<T> {
  made += 1;
  const path = join(folder, `workspace-${made}`);
  await initWorkspace(path, seed);
  const desk = openTestWorkspace(path);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** Everything of a new workspace that does not depend on when it was made. */
function identityOf({ store }: TestWorkspace) {
  const { state, message } = store.commits.get(store.headBranch.commit());
  return { state, message, datasets: store.datasets.list().map(({ name, hash }) => ({ name, hash })) };
}

describe("Order desk", () => {
  it("the same house twice is the same workspace; another house is another", async () => {
    const [first, again, other] = [
      await inNew({ from: "order-desk", houseSeed: 1 }, identityOf),
      await inNew({ from: "order-desk", houseSeed: 1 }, identityOf),
      await inNew({ from: "order-desk", houseSeed: 2 }, identityOf),
    ];
    expect(again).toEqual(first);
    expect(other.state).not.toBe(first.state);
    expect(other.datasets).not.toEqual(first.datasets);
  });

  it("begins with one sound commit, every resource built, and 180, 400 and 400 items of which 60 are dev", async () => {
    await inNew({ from: "order-desk", houseSeed: 1 }, async ({ client, store, folder: path }) => {
      expect(await client.workspace.verify()).toMatchObject({ ok: true, checked: { commits: 1 } });
      const resources = await client.resources.list({});
      expect(resources.filter(({ state }) => state !== "active")).toEqual([]);
      const names = resources.map(({ kind, name }) => `${kind}/${name}`);
      expect(names).toEqual(
        expect.arrayContaining([
          "agent/order-clerk",
          "agent/solver",
          "prompt/reflector",
          "prompt/improver",
          "tool/calculator",
        ]),
      );
      expect(store.datasets.counts("order-desk")).toEqual({ train: 180, validation: 400, test: 400 });
      expect(store.datasets.items("order-desk", "train").filter(({ isDev }) => isDev)).toHaveLength(60);
      const config = parse(readFileSync(join(path, "workspace.yaml"), "utf8")) as unknown;
      expect(config).toEqual({
        agent: "order-clerk",
        dataset: "order-desk",
        session: { gate: { minEffect: 0.01 } },
      });
    });
  });

  it("what the generator noted about an item is in no item that anybody reads", async () => {
    await inNew({ from: "order-desk", houseSeed: 1 }, ({ store }) => {
      const items = (["train", "validation", "test"] as const).flatMap((split) =>
        store.datasets.items("order-desk", split),
      );
      expect(items).toHaveLength(980);
      expect(JSON.stringify(items)).not.toMatch(/noisyLabel|metadata|conventions/);
    });
  });
});

describe("an empty workspace", () => {
  it("has the optimizers' prompts and nothing else", async () => {
    await inNew({ from: "empty" }, async ({ client }) => {
      const resources = await client.resources.list({});
      expect(new Set(resources.map(({ kind }) => kind))).toEqual(new Set(["prompt"]));
      expect(await client.data.list()).toEqual([]);
      await expect(client.sessions.start({})).rejects.toMatchObject({ data: { code: "input-invalid" } });
    });
  });
});

it("a folder with anything in it is left alone", async () => {
  const path = join(folder, "taken");
  mkdirSync(path);
  writeFileSync(join(path, "letter.txt"), "mine");
  await expect(initWorkspace(path, { from: "empty" })).rejects.toMatchObject({ code: "workspace-exists" });
  expect(readFileSync(join(path, "letter.txt"), "utf8")).toBe("mine");
});

describe("building resources", () => {
  const changed =
    (change: (content: Record<string, unknown>) => object) =>
    (resource: ResourceContent): ResourceContent => {
      const content = resource.content as Record<string, unknown>;
      return { ...resource, content: { ...content, ...change(content) } } as ResourceContent;
    };
  const CASES: readonly (readonly [
    what: string,
    (resource: ResourceContent) => ResourceContent,
    problem: RegExp | null,
  ])[] = [
    ["as it ships", (resource) => resource, null],
    ["code that is no code", changed(() => ({ code: "function run( {" })), /./],
    ["code without the function", changed(() => ({ code: "const x = 1;" })), /run/],
    [
      "an example that does not hold",
      changed(() => ({ examples: [{ input: { expression: "2+3" }, output: { value: 6 } }] })),
      /example/i,
    ],
    [
      "code that never ends",
      changed(() => ({ code: "function run() { for (;;) {} }", timeoutMs: 200 })),
      /./,
    ],
    ["a capability that nobody grants", changed(() => ({ capabilities: ["network"] })), /network/],
  ];

  it("a tool is run on its examples, in the sandbox; what is wrong is said in words", async () => {
    await inNew({ from: "order-desk", houseSeed: 1 }, async ({ workspace, store }) => {
      const { runtime } = workspace.contextFor(workspace.person);
      const { resource } = viewAtCommit(store, store.headBranch.commit()).get("tool/calculator");
      for (const [what, change, problem] of CASES) {
        const problems = await runtime.build(change(resource));
        if (problem === null) expect([what, problems]).toEqual([what, []]);
        else expect(`${what}: ${problems.join("; ")}`).toMatch(problem);
        expect([what, problems.length > 0]).toEqual([what, problem !== null]);
      }
    });
  });
});
