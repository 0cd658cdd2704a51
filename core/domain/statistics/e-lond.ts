import { assert } from "#core/base/assert.ts";

type LevelInput = {
  /** The false discovery rate of the session. */
  readonly alpha: number;
  /** The declared largest number of assessments, H. */
  readonly horizon: number;
  /** t, from 1: every assessment of the session counts, also simultaneous, partial and repeated ones. */
  readonly assessmentNumber: number;
  /** R: how many assessments before this one the gate accepted, as known when this one starts. */
  readonly acceptedBefore: number;
};

/**
 * e-LOND (Xu & Ramdas 2024): the level α_t of one assessment, fixed when it starts. It keeps the false
 * discovery rate at alpha under any dependence between assessments, which re-use of the same items and of one
 * cached baseline creates. 0 after the horizon: nothing more can be accepted in this session.
 */
export function assessmentLevel(input: LevelInput): number {
  const { alpha, horizon, assessmentNumber, acceptedBefore } = input;
  assert(Number.isInteger(assessmentNumber) && assessmentNumber >= 1, "assessments are counted from 1");
  assert(
    Number.isInteger(acceptedBefore) && acceptedBefore >= 0 && acceptedBefore < assessmentNumber,
    `${acceptedBefore} accepted before assessment ${assessmentNumber} is impossible`,
  );
  if (assessmentNumber > horizon) return 0;
  return (alpha * (acceptedBefore + 1)) / (assessmentNumber * harmonicNumber(horizon));
}

/** Twice the iterations: each may need a second look at a changed base. */
export function defaultHorizon(iterations: number): number {
  return 2 * iterations;
}

function harmonicNumber(count: number): number {
  let sum = 0;
  for (let term = 1; term <= count; term += 1) sum += 1 / term;
  return sum;
}
