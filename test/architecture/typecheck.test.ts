import { readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { plantTree } from "#test/support/plant-tree.ts";
import { listProjects, typecheckProject } from "#test/support/typecheck.ts";
import { listSourceFiles } from "./cruise-tree.ts";

const CONFIGS = ["tsconfig.base.json", "tsconfig.pure.json"];

/** What core/base and core/domain must not reach for. */
const IMPURE = [
  { name: "process", text: "export const x: unknown = process;\n" },
  { name: "fetch", text: "export const x: unknown = fetch;\n" },
  { name: "console", text: "export const x: unknown = console;\n" },
  { name: "setTimeout", text: "export const x: unknown = setTimeout;\n" },
  {
    name: "node:fs",
    text: 'import { readFileSync } from "node:fs";\nexport const x: unknown = readFileSync;\n',
  },
];

/** What Node cannot strip, or what the strict flags forbid. */
const REFUSED = [
  { name: "enum", text: "export enum X {\n  A,\n}\n" },
  { name: "parameter property", text: "export class X {\n  constructor(readonly a: number) {}\n}\n" },
  { name: "unchecked index", text: "export const f = (list: readonly string[]): string => list[0];\n" },
  { name: "undefined for an optional field", text: "export const x: { a?: number } = { a: undefined };\n" },
];

type Planted = { readonly name: string; readonly text: string };

const fileOf = (name: string): string => `core/domain/${name.replaceAll(/\W/g, "-")}.ts`;

/** Compiles planted files of core/domain by the flags of this project; says of what the compiler complains. */
async function compile(
  planted: readonly Planted[],
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const tree = plantTree({
    ...Object.fromEntries(CONFIGS.map((file) => [file, readFileSync(file, "utf8")])),
    "package.json": JSON.stringify({ name: "planted", type: "module" }),
    ...Object.fromEntries(planted.map(({ name, text }) => [fileOf(name), text])),
  });
  try {
    return await typecheckProject(tree.root, "tsconfig.pure.json");
  } finally {
    tree.remove();
  }
}

describe("what does not compile", () => {
  let complaints: readonly string[];
  beforeAll(async () => {
    // One program for all of them: each is a module of its own, and the compiler names the file.
    complaints = (await compile([...IMPURE, ...REFUSED])).output.split("\n");
  });

  const complaintsOf = (name: string): readonly string[] =>
    complaints.filter((line) => line.startsWith(`${fileOf(name)}(`) && line.includes("error TS"));

  it.each(IMPURE)("$name in core/domain", ({ name }) => {
    expect(complaintsOf(name)).not.toEqual([]);
  });

  it.each(REFUSED)("$name", ({ name }) => {
    expect(complaintsOf(name)).not.toEqual([]);
  });

  it("while plain code does", async () => {
    const plain = { name: "plain code", text: "export const x = 1;\n" };
    expect(await compile([plain])).toMatchObject({ ok: true, output: "" });
  });
});

describe("the projects of this tree", () => {
  it("cover every source file, so that no folder goes unchecked", async () => {
    const root = process.cwd();
    const listed = await Promise.all(
      listProjects(root).map(async (project) => await typecheckProject(root, project, ["--listFilesOnly"])),
    );
    const covered = new Set(
      listed
        .flatMap(({ output }) => output.split("\n"))
        .map((path) => (isAbsolute(path) ? relative(root, path) : path).replaceAll("\\", "/")),
    );
    expect(listSourceFiles(root).filter((file) => !covered.has(file))).toEqual([]);
  });
});
