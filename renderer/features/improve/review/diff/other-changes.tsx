import { reviewStrings } from "#renderer/strings/review.ts";
import { JsonDiff } from "./json-diff.tsx";
import type { Change } from "#renderer/features/improve/review/choice/parts.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** What a proposal changes besides variables: shown in full, but not in parts. */
export function OtherChanges({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <section className="review-part">
      <p className="review-note">{reviewStrings.otherChanges}</p>
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
