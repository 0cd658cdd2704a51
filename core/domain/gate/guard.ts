import type { GuardConfig } from "./config.ts";
import { toEvidence } from "./evidence.ts";
import type { GuardReport } from "./report.ts";
import type { CompleteUnit } from "./units.ts";
import { startEProcess } from "#core/domain/statistics/e-process.ts";
import { differencesOf, meanOfItems } from "#core/domain/statistics/pairing.ts";

export type Guard = {
  feed(unit: CompleteUnit): void;
  isShownWorse(): boolean;
  report(): GuardReport;
};

/** Follows E⁻ at −margin; `level` is β over the number of guards. */
export function startGuard(config: GuardConfig, level: number): Guard {
  const process = startEProcess({ tests: "at-least", mean: -config.margin, alpha: level });
  const members = config.itemIds === null ? null : new Set(config.itemIds);
  let sum = 0;
  return {
    feed: ({ outcomes }) => {
      const seen = members === null ? outcomes : outcomes.filter(({ itemId }) => members.has(itemId));
      if (seen.length === 0) return;
      const difference = meanOfItems(differencesOf(seen, config.metric));
      sum += difference;
      process.feed(difference);
    },
    isShownWorse: () => process.crossedAt() !== null,
    report: () => {
      const { looks } = process.snapshot();
      return {
        id: config.id,
        units: looks,
        effect: looks === 0 ? null : sum / looks,
        isShownWorse: process.crossedAt() !== null,
        evidence: toEvidence(process.snapshot(), process.logE()),
      };
    },
  };
}
