import type { Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";

type JsonDiffProps = { readonly before: Json | undefined; readonly after: Json | undefined };

/** From here on a value is read better under its path than beside it. */
const LONG_VALUE = 60;

/** Two documents by path: one row where they differ, old value and new. */
export function JsonDiff({ before, after }: JsonDiffProps) {
  const rows = before === undefined || after === undefined ? wholeOf(before, after) : diffJson(before, after);
  return (
    <dl className="json-diff">
      {rows.map(({ path, before: old, after: fresh }) => (
        <div key={path} className={isLong(old, fresh) ? "json-diff-row json-diff-long" : "json-diff-row"}>
          <dt className="mono">{path === "" ? "·" : path.slice(1).replaceAll("/", " › ")}</dt>
          <dd>
            {isLong(old, fresh) ? (
              <DiffView before={old} after={fresh} />
            ) : (
              <>
                <Value value={old} className="json-diff-old" />
                <span aria-hidden="true" className="faint">
                  →
                </span>
                <Value value={fresh} className="json-diff-new" />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, className }: { readonly value: Json | undefined; readonly className: string }) {
  if (value === undefined) return <span className="faint">{reviewStrings.noValue}</span>;
  return <code className={className}>{typeof value === "string" ? value : JSON.stringify(value)}</code>;
}

function isLong(old: Json | undefined, fresh: Json | undefined): boolean {
  return [old, fresh].some((value) => value !== undefined && JSON.stringify(value).length > LONG_VALUE);
}

/** A document that comes or goes has each of its fields come or go. */
function wholeOf(before: Json | undefined, after: Json | undefined) {
  const isAdded = before === undefined;
  return diffJson(isAdded ? {} : (before ?? {}), isAdded ? (after ?? {}) : {});
}
