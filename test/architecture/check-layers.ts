import { pathToFileURL } from "node:url";
import { cruiseTree, listSourceFiles } from "./cruise-tree.ts";
import type { Breach, CruisedTree } from "./cruise-tree.ts";
import { findFolderCycles } from "./folder-cycles.ts";
import { DEBT, LAYERS } from "./layers.ts";
import type { Debt } from "./layers.ts";
import { layerRules } from "./layer-rules.ts";

const LIST = "test/architecture/layers.ts";

/**
 * Everything wrong with a tree, one sentence each; empty when its layers hold. A file the tool did not see is
 * wrong too: dependency-cruiser skips what it cannot parse without a word.
 */
export function findLayerFaults(
  tree: CruisedTree,
  onDisk: readonly string[],
  debt: readonly Debt[] = DEBT,
): readonly string[] {
  const seen = new Set(tree.files);
  const comments = new Map(layerRules().map(({ name, comment }) => [name, comment ?? ""]));
  const owed = new Set(debt.map(toKey));
  const breached = new Set(tree.breaches.map(toKey));
  return [
    ...onDisk.filter((file) => !seen.has(file)).map((file) => `${file}: dependency-cruiser does not see it.`),
    ...tree.files.filter(isStray).map((file) => `${file}: no layer covers it; see LAYERS in ${LIST}.`),
    ...tree.breaches
      .filter((breach) => !owed.has(toKey(breach)))
      .map(({ rule, from, to }) => `${from} → ${to}: ${rule}. ${comments.get(rule) ?? ""}`),
    ...findFolderCycles(tree.edges, "renderer").map(
      (pair) => `${pair}: folders that need each other; a third that both may import holds what they share.`,
    ),
    ...debt
      .filter((item) => !breached.has(toKey(item)))
      .map(
        ({ rule, from, to }) =>
          `${from} → ${to}: ${rule}. This debt is paid; take it out of DEBT in ${LIST}.`,
      ),
  ];
}

function toKey({ rule, from, to }: Breach): string {
  return [rule, from, to].join("\n");
}

/** A source file that no entry of LAYERS covers would be held to nothing. */
function isStray(file: string): boolean {
  if (file.startsWith("test/")) return false;
  return !Object.keys(LAYERS).some((folder) => file === folder || file.startsWith(`${folder}/`));
}

async function main(): Promise<void> {
  const root = process.cwd();
  const onDisk = listSourceFiles(root);
  const tree = await cruiseTree(root);
  const faults = findLayerFaults(tree, onDisk);
  for (const fault of faults) console.error(fault);
  console.log(`layers: ${tree.files.length} files, ${tree.edges.length} imports, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
