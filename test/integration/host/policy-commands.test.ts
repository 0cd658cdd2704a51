import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

async function run(...args: readonly string[]) {
  return runCliHere([...args, "--workspace", workspace]);
}

async function ask<T>(...args: readonly string[]): Promise<T> {
  return JSON.parse((await run(...args, "--json")).stdout) as T;
}

function write(text: string): string {
  const file = join(made.folder, "policy.yaml");
  writeFileSync(file, text);
  return file;
}

type Version = {
  readonly id: number;
  readonly approve: string | null;
  readonly rules: readonly { readonly name: string }[] | null;
  readonly isCurrent: boolean;
};

const WARY =
  "approve: rules\nrules:\n  - name: small and good\n    when: { verdicts: [accept], maxResources: 1 }\n    action: approve\n  - name: the rest\n    when: {}\n    action: ask\n";

describe("[P15] the policy at a command line", () => {
  it("is set from a file, with who decides, and shown", async () => {
    expect(await ask<readonly Version[]>("policy", "history")).toEqual([]);
    expect(await ask("policy", "set", write(WARY))).toMatchObject({ approve: "rules", isCurrent: true });
    expect(readFileSync(join(workspace, "workspace.yaml"), "utf8")).toContain("small and good");
    expect(await ask("policy", "show")).toMatchObject({
      approve: "rules",
      inForce: [{ name: "small and good" }, { name: "the rest" }],
    });
    expect((await run("policy", "show")).stdout).toContain("verdicts accept; maxResources 1");
  });

  it("has every version on record with who saved it, and an earlier one is saved again", async () => {
    const file = write('[{"name":"all to me","when":{},"action":"ask"}]');
    await ask("policy", "set", file, "--approve", "rules");
    const [newest, first] = await ask<readonly Version[]>("policy", "history");
    expect([newest?.rules?.[0]?.name, first?.rules?.[0]?.name]).toEqual(["all to me", "small and good"]);
    expect([newest?.isCurrent, first?.isCurrent]).toEqual([true, false]);
    await ask("policy", "restore", String(first?.id));
    const after = await ask<readonly Version[]>("policy", "history");
    expect(after.map(({ rules, isCurrent }) => [rules?.[0]?.name, isCurrent])).toEqual([
      ["small and good", true],
      ["all to me", false],
      ["small and good", false],
    ]);
  });

  it("says of one that was written into the file by hand that nobody saved it", async () => {
    const yaml = join(workspace, "workspace.yaml");
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace("the rest", "whatever is left"));
    const [newest, ...older] = await ask<readonly Version[]>("policy", "history");
    expect(newest).toMatchObject({ id: 0, at: null, by: null, isCurrent: true });
    expect(older.every(({ isCurrent }) => !isCurrent)).toBe(true);
    expect((await run("policy", "history")).stdout).toContain(
      "unsaved written into the file (in force): rules",
    );
  });

  it.each([
    ["no YAML", "a: [", 2],
    ["no rules", "approve: rules", 2],
    ["a rule of another form", "- name: x\n  when: { verdict: [accept] }\n  action: ask", 2],
    ["two of one name", "- {name: x, when: {}, action: ask}\n- {name: x, when: {}, action: ask}", 2],
    ["who decides", "approve: nobody\nrules: [{name: x, when: {}, action: ask}]", 2],
  ])("refuses %s by file and reason, and saves nothing", async (_what, text, code) => {
    const before = await ask<readonly Version[]>("policy", "history");
    const refused = await run("policy", "set", write(text), "--json");
    expect([refused.code, refused.stdout]).toEqual([code, expect.stringContaining("config-invalid")]);
    expect(await ask<readonly Version[]>("policy", "history")).toEqual(before);
  });
});

describe("[P9] the rule that fired", () => {
  it("is told with the commit that it let in, in documents and in words", async () => {
    await ask("policy", "set", write(WARY));
    await ask("session", "start", "--iterations", "2", "--approve", "rules");
    const log = await ask<readonly { readonly id: string; readonly proposal?: string }[]>("log");
    const approved = log.find(({ proposal }) => proposal !== undefined);
    const [shown] = await ask<readonly unknown[]>("show", approved?.id ?? "");
    expect(shown).toMatchObject({
      decision: { kind: "approve", rule: "small and good", by: { kind: "system" }, isOverride: false },
    });
    expect((await run("show", approved?.id ?? "")).stdout).toContain("rule    small and good");
    const [seed] = await ask<readonly object[]>("show", log.at(-1)?.id ?? "");
    expect(seed).not.toHaveProperty("decision");
  });

  it.each([
    ["a key that nobody knows", "aprove: gate\nrules: []\n", 'does not know "aprove", only "approve"'],
    ["aliases without end", "rules: &a [*a]\n", "holds no policy"],
    [
      "a number that is none",
      "rules:\n  - { name: x, when: { minEffect: .nan }, action: ask }\n",
      "holds no policy",
    ],
  ])("[C34] refuses %s", async (_what, text, said) => {
    const { code, stdout } = await run("policy", "set", write(text), "--json");
    const { error } = JSON.parse(stdout) as { readonly error: Readonly<Record<string, string>> };
    expect([code, error["code"], error["message"]]).toEqual([
      2,
      "config-invalid",
      expect.stringContaining(said),
    ]);
  });
});
