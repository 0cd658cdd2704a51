import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { importDataset } from "#core/evaluation/import/import-dataset.ts";
import { scoreHere } from "#test/support/score-here.ts";
import { readTrain } from "#core/evaluation/sealed-split.ts";
import { openStore } from "#core/store/store.ts";

const PATH = resolve("../shared/data/gsm8k/train.jsonl");
const isMissing = !existsSync(PATH);

it.skipIf(isMissing)(
  `GSM8K as it is published imports whole, and its own worked solutions score right${isMissing ? " (SKIPPED: no ../shared/data/gsm8k)" : ""}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "gsm8k-"));
    const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
    try {
      const imported = await importDataset(
        store,
        {
          name: "gsm8k",
          source: { path: PATH },
          input: ["question"],
          answer: "answer",
          answerPattern: "#### *(.+)$",
          scorer: { type: "numeric", tolerance: 1e-9 },
          seed: 1,
          split: null,
        },
        { by: { kind: "person", name: "Ada" }, clock: { now: () => 1 } },
      );
      const { train, validation, test } = imported.splits;
      expect({ items: imported.items, skipped: imported.skipped, sum: train + validation + test }).toEqual({
        items: 300,
        skipped: [],
        sum: 300,
      });
      expect([train, validation, test].map((count, at) => Math.abs(count - [150, 75, 75][at]!) < 30)).toEqual(
        [true, true, true],
      );

      const solutions = new Map(
        readFileSync(PATH, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as { id: string; answer: string })
          .map(({ id, answer }) => [id, answer]),
      );
      const items = readTrain(store, "gsm8k");
      const wrong: string[] = [];
      for (const { id, expected } of items) {
        const scorer = { type: "numeric", tolerance: 1e-9 } as const;
        if (!(await scoreHere(scorer, solutions.get(id) ?? null, expected)).isCorrect) wrong.push(id);
      }
      expect({ some: items.length > 50, wrong }).toEqual({
        some: true,
        wrong: [],
      });
    } finally {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
