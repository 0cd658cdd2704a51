import type { Lifecycle } from "#core/domain/lifecycle.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { JsonDiff } from "./json-diff.tsx";
import type { Change, ProposalParts } from "#renderer/features/improve/review/choice/parts.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type OtherChangesProps = { readonly changes: readonly Change[]; readonly steps: ProposalParts["steps"] };

/** What a proposal changes besides variables: shown in full, but not in parts. */
export function OtherChanges({ changes, steps }: OtherChangesProps) {
  return (
    <section className="review-part">
      <p className="review-note">{reviewStrings.otherChanges}</p>
      {steps.map(({ resource, from, to }) => (
        <div key={resource} className="record-hunk">
          <div className="record-hunk-body">
            <div className="record-title mono">
              <ShownText text={resource} />
            </div>
            <p className="review-note">
              {reviewStrings.step(from === null ? null : stateWord(from), stateWord(to))}
            </p>
          </div>
        </div>
      ))}
      {changes.map(({ resource, path, before, after }) => (
        <div key={resource + path} className="record-hunk">
          <div className="record-hunk-body">
            <div className="record-title mono">
              <ShownText text={`${resource} ${path.slice(1).replaceAll("/", " › ")}`} />
            </div>
            <JsonDiff before={before} after={after} />
          </div>
        </div>
      ))}
    </section>
  );
}

function stateWord(lifecycle: Lifecycle): string {
  return resourceStrings.states[lifecycle];
}
