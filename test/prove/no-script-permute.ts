import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "#core/base/json.ts";
import { proportionLowerBound } from "#core/domain/statistics/binomial.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { CONVENTIONS, type ConventionId } from "#core/practice/desk/conventions.ts";
import { withChoice } from "#core/practice/desk/involvement.ts";
import { drawItem, type OrderDeskItem } from "#core/practice/desk/items.ts";
import { labelIntent } from "#core/practice/desk/label.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { createWorld } from "#core/practice/desk/world.ts";
import { openStore } from "#core/store/store.ts";
import { askCli, askSession } from "#test/support/cli-process.ts";
import { openTestWorkspace } from "#test/support/test-workspace.ts";
import { evaluateOutputs, rightFields, type Outputs } from "./desk-outcomes.ts";

export type PermuteFigures = {
  readonly convention: string;
  readonly from: string;
  readonly to: string;
  /** Sealed items whose label the permutation changed, and how the learned agent writes them. */
  readonly changed: number;
  readonly asPermuted: number;
  readonly asBefore: number;
  readonly commits: number;
  readonly iterations: number;
  /** 95 % lower bound of the share as permuted among those that are written one way or the other. */
  readonly lowerBound: number;
  readonly ok: boolean;
};

export type PermuteOptions = {
  readonly house: number;
  readonly seed: number;
  readonly iterations: number;
  readonly convention: ConventionId;
};

const DATASET = "permuted";

/**
 * The same messages, with the labels of one convention as another house would write them: the same code, started from
 * the same prompt, has to learn the other choice. Judged by what it writes, not by what its prompt says.
 */
export async function learnPermuted(options: PermuteOptions): Promise<PermuteFigures> {
  const { house, seed, iterations, convention } = options;
  const folder = mkdtempSync(join(tmpdir(), "prove-permuted-"));
  const workspace = join(folder, "workspace");
  const inWorkspace = ["--workspace", workspace];
  const { items, from, to } = permute(house, convention);
  try {
    await askCli(["init", workspace, "--house-seed", String(house)]);
    addDataset(workspace, items);
    const size = ["--iterations", String(iterations), "--seed", String(seed)];
    const learned = await askSession([
      "start",
      "--dataset",
      DATASET,
      ...size,
      "--approve",
      "gate",
      ...inWorkspace,
    ]);
    const counts = countWays(items, await readOutputs(workspace));
    const lowerBound = proportionLowerBound(counts.asPermuted, counts.asPermuted + counts.asBefore, 0.95);
    const { commits, iteration } = learned;
    const ok = lowerBound > 0.5 && 2 * counts.asPermuted > counts.changed;
    return { convention, from, to, ...counts, commits, iterations: iteration, lowerBound, ok };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readOutputs(workspace: string): Promise<Outputs> {
  const desk = openTestWorkspace(workspace);
  try {
    return await evaluateOutputs(desk, { dataset: DATASET, split: "test" });
  } finally {
    await desk.close();
  }
}

type PermutedItem = OrderDeskItem & {
  readonly split: "train" | "validation" | "test";
  readonly isDev: boolean;
  /** As the house itself labels it. */
  readonly before: JsonObject;
};

function permute(
  houseSeed: number,
  convention: ConventionId,
): { readonly items: readonly PermutedItem[]; readonly from: string; readonly to: string } {
  const { house } = createWorld(houseSeed);
  const choices: readonly string[] = CONVENTIONS[convention];
  const from = house.style[convention];
  const to = choices[(choices.indexOf(from) + 1) % choices.length] ?? from;
  const other = withChoice(house, convention, to);
  const desk = createOrderDesk(houseSeed);
  const world = createWorld(houseSeed);
  const relabel = (item: OrderDeskItem): OrderDeskItem & { readonly before: JsonObject } => {
    const { intent } = drawItem(world, item.id, item.class);
    // A label that was wrong before stays as it was: noise is noise in any house.
    const expected = item.metadata.noisyLabel === true ? item.expected : labelIntent(intent, other);
    return { ...item, expected, before: item.expected };
  };
  const items = [
    ...desk.train.map((item) => ({ ...relabel(item), split: "train" as const, isDev: item.dev })),
    ...desk.validation.map((item) => ({ ...relabel(item), split: "validation" as const, isDev: false })),
    ...desk.test.map((item) => ({ ...relabel(item), split: "test" as const, isDev: false })),
  ];
  return { items, from, to };
}

function addDataset(workspace: string, items: readonly PermutedItem[]): void {
  const rows = items.map(({ id, split, isDev, input, expected, class: className }) => ({
    ...{ id, split, isDev, input, expected, className },
    group: null,
    metadata: {},
  }));
  const scorer = { type: "json-fields" } as const;
  const store = openStore(join(workspace, "workspace.sqlite"), { readOnly: false });
  try {
    store.durable(() =>
      store.datasets.add({ name: DATASET, scorer, hash: datasetHash(scorer, rows), createdAt: 0 }, rows),
    );
  } finally {
    store.close();
  }
}

/** Only the fields that the permutation changed are looked at: the others say nothing about it. */
function countWays(items: readonly PermutedItem[], outputs: Outputs) {
  const changed = items
    .filter(({ split }) => split === "test")
    .map((item) => ({ ...item, fields: differingFields(item) }))
    .filter(({ fields }) => fields.length > 0);
  const writesAs = (label: "expected" | "before"): number =>
    changed.filter((item) => {
      const right = rightFields(outputs.get(item.input) ?? null, item[label]);
      return item.fields.every((field) => right.has(field));
    }).length;
  return { changed: changed.length, asPermuted: writesAs("expected"), asBefore: writesAs("before") };
}

function differingFields({ expected, before }: PermutedItem): readonly string[] {
  const same = rightFields(before, expected);
  return Object.keys(expected).filter((field) => !same.has(field));
}
