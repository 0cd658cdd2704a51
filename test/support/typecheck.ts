import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The native compiler under its alias: the plain name `typescript` is an older release, installed only because
 * dependency-cruiser parses with it.
 */
export const TSC = join(import.meta.dirname, "../../node_modules/typescript-7/bin/tsc");

/** Every TypeScript project under the root, relative to it; tsconfig.base.json is no project but what they extend. */
export function listProjects(root: string): readonly string[] {
  return globSync("**/tsconfig*.json", { cwd: root, exclude: (path) => path.includes("node_modules") })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith("tsconfig.base.json") && !path.startsWith("test/fixtures/"))
    .toSorted();
}

export type TypecheckOutcome = { readonly project: string; readonly ok: boolean; readonly output: string };

/** Runs the compiler over one project; `output` is what it prints. */
export async function typecheckProject(
  root: string,
  project: string,
  options: readonly string[] = [],
): Promise<TypecheckOutcome> {
  const compiler = spawn(process.execPath, [TSC, "-p", project, ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  compiler.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    compiler.on("error", reject).on("close", resolve);
  });
  return { project, ok: code === 0, output };
}

async function main(): Promise<void> {
  const root = process.cwd();
  const projects = listProjects(root);
  const outcomes = await Promise.all(projects.map(async (project) => await typecheckProject(root, project)));
  for (const { project, ok, output } of outcomes) {
    console.log(`${project}: ${ok ? "ok" : "errors"}`);
    if (output !== "") process.stdout.write(output);
  }
  if (outcomes.some(({ ok }) => !ok) || projects.length === 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
