import { afterAll, beforeAll, expect, it } from "vitest";
import { describeAssessment } from "#core/app/documents/describe-assessment.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";
import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import { tangoInterval } from "#core/domain/statistics/tango.ts";
import { setRules } from "#test/support/house-edits.ts";
import { fileProposal } from "#test/support/proposals.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

/** 12 fixed and 3 broken of 60; in the grouped set, five items make a unit. */
const ITEMS: readonly AssessedItem[] = Array.from({ length: 60 }, (_, at) => ({
  item: `i${at}`,
  className: null,
  baselineRun: "a",
  candidateRun: "b",
  baseline: at >= 12 && at < 15 ? 1 : 0,
  candidate: at < 12 ? 1 : 0,
  baselineCorrect: at >= 12 && at < 15,
  candidateCorrect: at < 12,
}));
const FLIPS = { fixed: 12, broken: 3 };

let registry: Registry;
let assessment: Assessment;

beforeAll(() => {
  registry = openRegistry();
  const { store } = registry;
  const { id } = fileProposal(registry, { edits: [setRules("Be brief.")], verdict: "accept" });
  const filed = assertDefined(store.proposals.assessment(id), "its assessment");
  assessment = { ...filed, report: { ...filed.report, flips: FLIPS } };
  for (const name of ["alone", "grouped"]) addDataset(name);
});
afterAll(() => registry.close());

function addDataset(name: string): void {
  const items = ITEMS.map(({ item }, at) => ({
    id: item,
    split: "validation" as const,
    isDev: false,
    input: item,
    expected: item,
    group: name === "grouped" ? `g${Math.floor(at / 5)}` : null,
    className: null,
    metadata: {},
  }));
  registry.store.durable(() => {
    registry.store.datasets.add({ name, scorer: { type: "exact" }, hash: name, createdAt: 1 }, items);
  });
}

it("items that stand alone are described by McNemar and Tango", () => {
  const { low, high } = tangoInterval(FLIPS, 60, 0.95);
  expect(describeAssessment(registry.store, { ...assessment, dataset: "alone" }, ITEMS)).toMatchObject({
    mcnemar: mcnemarExact(FLIPS),
    tango: [low, high],
    mean: null,
  });
});

it("grouped items are not: the mean over their units is, and neither of the two is shown", () => {
  const found = describeAssessment(registry.store, { ...assessment, dataset: "grouped" }, ITEMS);
  expect(found).toMatchObject({
    mcnemar: null,
    midP: null,
    tango: null,
    mean: { effect: 9 / 60, method: "t", units: 12 },
  });
});

it("an assessment that ran nothing describes nothing", () => {
  const nothing = { mcnemar: null, midP: null, tango: null, mean: null };
  expect(describeAssessment(registry.store, { ...assessment, dataset: "alone" }, [])).toEqual(nothing);
});
