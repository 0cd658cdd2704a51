import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import type { ICruiseOptions, ICruiseResult } from "dependency-cruiser";
import { layerRules } from "./layer-rules.ts";

const TREES = ["core", "electron", "renderer", "test"];
const CODE = /\.[cm]?tsx?$/;

export type Breach = { readonly rule: string; readonly from: string; readonly to: string };

export type CruisedTree = {
  /** Source files the tool saw, relative to the root, sorted. */
  readonly files: readonly string[];
  /** "from -> to" for each import of a file of ours by another, sorted. */
  readonly edges: readonly string[];
  readonly breaches: readonly Breach[];
};

export const CRUISE_OPTIONS: ICruiseOptions = {
  validate: true,
  ruleSet: { forbidden: [...layerRules()] },
  // Type imports count: a type taken from above is a need that points upwards.
  tsPreCompilationDeps: true,
  doNotFollow: { path: "node_modules" },
  exclude: { path: "^test/fixtures/" },
  enhancedResolveOptions: {
    exportsFields: ["exports"],
    conditionNames: ["import", "node", "default", "types"],
    extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
  },
};

/** What dependency-cruiser sees under a project root: a folder with package.json and some of the source trees. */
export async function cruiseTree(root: string): Promise<CruisedTree> {
  const trees = TREES.filter((tree) => existsSync(join(root, tree)));
  const { output } = await cruise(trees, { ...CRUISE_OPTIONS, baseDir: root });
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter(
    ({ source, couldNotResolve }) =>
      CODE.test(source) && couldNotResolve !== true && !source.includes("node_modules/"),
  );
  const names = new Set(own.map(({ source }) => source));
  const edges = own.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ resolved }) => names.has(resolved))
      .map(({ resolved }) => `${source} -> ${resolved}`),
  );
  return {
    files: [...names].toSorted(),
    edges: [...new Set(edges)].toSorted(),
    breaches: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** The source files on disk: what the tool has to have seen. */
export function listSourceFiles(root: string): readonly string[] {
  return TREES.flatMap((tree) => globSync(`${tree}/**/*`, { cwd: root }))
    .map((path) => path.replaceAll("\\", "/"))
    .filter(
      (path) => CODE.test(path) && !path.startsWith("test/fixtures/") && !path.includes("node_modules/"),
    )
    .toSorted();
}
