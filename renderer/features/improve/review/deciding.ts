import type { Assessment } from "#renderer/features/improve/improve-queries.ts";

type Measured = Assessment["measures"][number];

/** The half that an accept by either metric rests on. */
export function acceptedBy({ reason }: Pick<Assessment, "reason">): Measured["measure"] | null {
  if (reason === "more-items-right") return "correct";
  return reason === "more-items-better" ? "net" : null;
}

/** Of what decides, the one whose evidence came nearest to its level; undefined where nothing was followed. */
export function nearestOf({ measures }: Pick<Assessment, "measures">): Measured | undefined {
  return measures
    .filter(({ decides }) => decides)
    .toSorted((one, other) => other.evidence.peakEValue - one.evidence.peakEValue)[0];
}

/** The measure that a verdict is told by where there is room for one: what was accepted by, else the nearest. */
export function restsOn(assessment: Pick<Assessment, "reason" | "measures">): Measured | undefined {
  const accepted = acceptedBy(assessment);
  return assessment.measures.find(({ measure }) => measure === accepted) ?? nearestOf(assessment);
}
