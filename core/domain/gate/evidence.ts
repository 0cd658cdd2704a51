import type { Evidence } from "./report.ts";
import type { EProcessSnapshot } from "#core/domain/statistics/e-process.ts";

export function toEvidence(process: EProcessSnapshot, logE: number): Evidence {
  return {
    logE,
    peakLogE: process.peakLogE,
    eValue: expWithinDouble(logE),
    peakEValue: expWithinDouble(process.peakLogE),
    levelNeeded: process.alpha === 0 ? null : 1 / process.alpha,
    crossedAtUnit: process.crossedAt,
  };
}

/** A thousand clear wins exceed the largest double; a report must stay JSON. */
function expWithinDouble(logarithm: number): number {
  return Math.min(Math.exp(logarithm), Number.MAX_VALUE);
}
