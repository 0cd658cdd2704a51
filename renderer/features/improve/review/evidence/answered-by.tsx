import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { FigureLine } from "./figure-line.tsx";

/** Which models answered in each arm, where several might: where the shares differ, an effect may be another model's. */
export function AnsweredBy({ answeredBy }: Pick<Assessment, "answeredBy">) {
  if (answeredBy === null) return null;
  const { before, after } = answeredBy;
  const models = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return models.map((model) => (
    <div key={model} className="evidence-model">
      <FigureLine name={reviewStrings.answeredBy(model)}>
        <span>{reviewStrings.callsInArms(before[model] ?? 0, after[model] ?? 0)}</span>
      </FigureLine>
    </div>
  ));
}
