import type { Json } from "#core/base/json.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { DiffView } from "#renderer/ui/diff/diff-view.tsx";
import { listDifferences, type DifferenceRow } from "./difference-rows.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type JsonDiffProps = { readonly before: Json | undefined; readonly after: Json | undefined };

/** From here on two values are read better under their path than beside it. */
const LONG_VALUE = 60;

/** Two documents by path: one row where they differ, old value and new. What came or went stands alone. */
export function JsonDiff({ before, after }: JsonDiffProps) {
  const rows = listDifferences(before, after);
  return (
    <dl className="json-diff">
      {rows.map((row) => (
        <div key={row.path} className={isLong(row) ? "json-diff-row json-diff-long" : "json-diff-row"}>
          <dt className="mono">
            {row.path === "" ? reviewStrings.wholeValue : <ShownText text={row.path} />}
          </dt>
          <dd>
            <Sides row={row} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sides({ row }: { readonly row: DifferenceRow }) {
  const { before, after } = row;
  if (isLong(row)) return <DiffView before={before} after={after} />;
  if (before === undefined) return <Value value={after} className="json-diff-new" />;
  if (after === undefined) return <Value value={before} className="json-diff-old" />;
  return (
    <>
      <Value value={before} className="json-diff-old" />
      <span aria-hidden="true" className="faint">
        →
      </span>
      <Value value={after} className="json-diff-new" />
    </>
  );
}

function Value({ value, className }: { readonly value: Json | undefined; readonly className: string }) {
  return (
    <code className={className}>
      <ShownText text={typeof value === "string" ? value : JSON.stringify(value)} />
    </code>
  );
}

/** Long on both sides: what changed inside is to be seen. */
function isLong({ before, after }: DifferenceRow): boolean {
  if (before === undefined || after === undefined) return false;
  return [before, after].some((value) => JSON.stringify(value).length > LONG_VALUE);
}
