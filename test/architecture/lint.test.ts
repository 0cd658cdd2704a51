import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";

type Finding = { readonly file: string; readonly rule: string; readonly message: string };
type Row = { readonly title: string; readonly file: string; readonly rule: string; readonly text: string };

const FAULTS: readonly Row[] = [
  {
    title: "a promise nobody waits for",
    file: "core/store/floating.ts",
    rule: "no-floating-promises",
    text: "async function save(): Promise<void> {}\nexport function run(): void {\n  save();\n}\n",
  },
  {
    title: "a promise where a boolean belongs",
    file: "core/store/misused.ts",
    rule: "no-misused-promises",
    text: "export function run(p: Promise<boolean>): number {\n  return p ? 1 : 2;\n}\n",
  },
  {
    title: "a union member without a case, although there is a default",
    file: "core/domain/switch.ts",
    rule: "switch-exhaustiveness-check",
    text: 'export function f(x: "a" | "b"): number {\n  switch (x) {\n    case "a":\n      return 1;\n    default:\n      return 2;\n  }\n}\n',
  },
  {
    title: "a bare string as a condition",
    file: "core/domain/bare.ts",
    rule: "strict-boolean-expressions",
    text: "export function f(x: string): number {\n  return x ? 1 : 2;\n}\n",
  },
  { title: "any", file: "core/domain/any.ts", rule: "no-explicit-any", text: "export type T = any;\n" },
  {
    title: "a type imported as a value",
    file: "core/domain/type-import.ts",
    rule: "consistent-type-imports",
    text: 'import { Row } from "./row.ts";\nexport type T = Row;\n',
  },
  {
    title: "a fourth parameter",
    file: "core/domain/params.ts",
    rule: "max-params",
    text: "export function f(a: number, b: number, c: number, d: number): number {\n  return a + b + c + d;\n}\n",
  },
  {
    title: "a parameter that is assigned",
    file: "core/domain/reassign.ts",
    rule: "no-param-reassign",
    text: "export function f(a: number): number {\n  a += 1;\n  return a;\n}\n",
  },
  {
    title: "a default export",
    file: "core/domain/default-export.ts",
    rule: "no-default-export",
    text: "const x = 1;\nexport default x;\n",
  },
  {
    title: "a barrel",
    file: "core/domain/barrel.ts",
    rule: "no-barrel-file",
    text: 'export * from "./row.ts";\n',
  },
  {
    title: "an import that climbs",
    file: "core/domain/climbs.ts",
    rule: "no-restricted-imports",
    text: 'import { x } from "../base/x.ts";\nexport const y = x;\n',
  },
  {
    title: "an import that climbs, in a test",
    file: "test/unit/climbs.ts",
    rule: "no-restricted-imports",
    text: 'import { x } from "../../core/base/x.ts";\nexport const y = x;\n',
  },
  {
    title: "an unused variable",
    file: "core/domain/unused.ts",
    rule: "no-unused-vars",
    text: "export function f(): number {\n  const x = 1;\n  return 2;\n}\n",
  },
  {
    title: "loose equality",
    file: "core/domain/loose.ts",
    rule: "eqeqeq",
    text: "export function f(a: number): boolean {\n  return a == 1;\n}\n",
  },
  {
    title: "a file of 351 lines",
    file: "core/domain/long.ts",
    rule: "max-lines",
    text: "export const x = [\n" + "  1,\n".repeat(349) + "];\n",
  },
  {
    title: "a function of 81 lines",
    file: "core/domain/long-function.ts",
    rule: "max-lines-per-function",
    text: "export function f(): number {\n  let x = 0;\n" + "  x += 1;\n".repeat(79) + "  return x;\n}\n",
  },
  {
    title: "a file name that is not kebab-case",
    file: "core/domain/camelCase.ts",
    rule: "filename-case",
    text: "export const x = 1;\n",
  },
  {
    title: "a disable comment that disables nothing",
    file: "core/domain/idle-disable.ts",
    rule: "",
    text: "// oxlint-disable-next-line eqeqeq\nexport const x = 1;\n",
  },
  {
    title: "the clock in core",
    file: "core/agents/now.ts",
    rule: "no-restricted-properties",
    text: "export const f = (): number => Date.now();\n",
  },
  {
    title: "chance in core",
    file: "core/agents/random.ts",
    rule: "no-restricted-properties",
    text: "export const f = (): number => Math.random();\n",
  },
  ...["process", "fetch", "setTimeout", "setInterval", "console", "performance", "crypto", "WebSocket"].map(
    (name): Row => ({
      title: `the global ${name} in core`,
      file: `core/agents/uses-${name.toLowerCase()}.ts`,
      rule: "no-restricted-globals",
      text: `export const x: unknown = ${name};\n`,
    }),
  ),
  {
    title: "a random id in core",
    file: "core/agents/uuid.ts",
    rule: "no-restricted-imports",
    text: 'import { randomUUID } from "node:crypto";\nexport const f = (): string => randomUUID();\n',
  },
  {
    title: "console in the application",
    file: "core/app/prints.ts",
    rule: "no-console",
    text: 'export function f(): void {\n  console.log("x");\n}\n',
  },
  {
    title: "a hook behind a condition",
    file: "renderer/ui/hooks.tsx",
    rule: "rules-of-hooks",
    text: 'import { useState } from "react";\nexport function View({ on }: { on: boolean }): unknown {\n  if (on) useState(1);\n  return null;\n}\n',
  },
  {
    title: "a clickable thing that the keyboard cannot reach",
    file: "renderer/ui/click.tsx",
    rule: "click-events-have-key-events",
    text: "export const view = <div onClick={() => undefined}>open</div>;\n",
  },
  {
    title: "a fetch past the transport",
    file: "renderer/ui/fetches.tsx",
    rule: "no-restricted-globals",
    text: "export const x: unknown = fetch;\n",
  },
  {
    title: "a default export in the renderer",
    file: "renderer/ui/default-export.tsx",
    rule: "no-default-export",
    text: "const x = 1;\nexport default x;\n",
  },
  {
    title: "a focused test, which silences all others",
    file: "test/unit/focused.test.ts",
    rule: "no-focused-tests",
    text: 'import { expect, it } from "vitest";\nit.only("is alone", () => {\n  expect(1).toBe(1);\n});\n',
  },
];

const ALLOWED: Readonly<Record<string, string>> = {
  "core/domain/row.ts": "export type Row = { readonly a: 1 };\n",
  "core/host/prints.ts": 'export function f(): void {\n  console.log("x");\n}\n',
  "core/app/system.ts": "export const f = (): number => Date.now() + process.pid;\n",
  "core/sandbox/child.ts": "export const pid = process.pid;\nexport const timer: unknown = setTimeout;\n",
  "core/recording/sink.ts": "export const f = (): number => Date.now();\n",
  "core/agents/hashing.ts":
    'import { createHash } from "node:crypto";\nexport const hash: unknown = createHash;\n',
  "core/domain/optional.ts": "export const f = (x: { a: 1 } | null): number => (x ? 1 : 2);\n",
  "test/unit/params.ts":
    "export function f(a: number, b: number, c: number, d: number): number {\n  return a + b + c + d;\n}\n",
  "tool.config.ts": "export default { x: 1 };\n",
};

describe("lint rules on a tree with planted faults", () => {
  let tree: PlantedTree;
  let findings: readonly Finding[];
  beforeAll(() => {
    tree = plantTree({
      ...Object.fromEntries(FAULTS.map(({ file, text }) => [file, text])),
      ...ALLOWED,
      ".oxlintrc.json": readFileSync(".oxlintrc.json", "utf8"),
      "tsconfig.base.json": readFileSync("tsconfig.base.json", "utf8"),
      "tsconfig.json": readFileSync("tsconfig.json", "utf8"),
      "package.json": readFileSync("package.json", "utf8"),
    });
    // The type-aware half is looked up from the tree it lints.
    symlinkSync(join(process.cwd(), "node_modules"), join(tree.root, "node_modules"), "junction");
    findings = lint(tree.root);
  });
  afterAll(() => tree.remove());

  it.each(FAULTS)("catches $title", ({ file, rule }) => {
    expect(findings.filter((finding) => finding.file === file).map((finding) => finding.rule)).toContain(
      rule,
    );
  });

  it.each(Object.keys(ALLOWED))("lets %s pass", (file) => {
    expect(findings.filter((finding) => finding.file === file)).toEqual([]);
  });

  it("every restriction says what to do instead", () => {
    const restricted = findings.filter(({ rule }) => rule.startsWith("no-restricted-"));
    expect(restricted.length).toBeGreaterThan(10);
    for (const { message } of restricted) expect(message).toMatch(/#|core|parameter|transport/);
  });
});

type OxlintReport = {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly code?: string;
    readonly message: string;
    readonly help?: string;
  }[];
};

/** Runs the project's linter over a tree; a finding's rule is its name without the plugin. */
function lint(root: string): readonly Finding[] {
  const bin = join(process.cwd(), "node_modules/oxlint/bin/oxlint");
  let output: string;
  try {
    output = execFileSync(process.execPath, [bin, "--format=json"], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    // Exit code 1 is the answer "there are findings".
    output = (error as { stdout: string }).stdout;
  }
  const report = JSON.parse(output) as OxlintReport;
  return report.diagnostics.map(({ filename, code, message, help }) => ({
    file: filename,
    rule: /\((.+)\)/.exec(code ?? "")?.[1] ?? "",
    message: `${message} ${help ?? ""}`,
  }));
}
