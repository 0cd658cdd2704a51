import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Sign } from "#renderer/ui/sign.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import type { Finding } from "./data-queries.ts";

export type ShownFinding = Pick<Finding, "reason" | "lines" | "count"> & {
  readonly key: string;
  /** Its lines are left out; otherwise they are kept and it is to be known. */
  readonly isLoss: boolean;
};

type FindingListProps = {
  readonly findings: readonly ShownFinding[];
  readonly picked: string | null;
  readonly onPick: (key: string | null) => void;
};

/** What should be known of the items; each that has lines leads to them, and back from there. */
export function FindingList({ findings, picked, onPick }: FindingListProps) {
  return (
    <ul className="findings" aria-label={dataStrings.findings}>
      {findings.map(({ key, reason, lines, count, isLoss }) => (
        <li key={key} className={isLoss ? "finding finding-loss" : "finding"}>
          <Sign name={isLoss ? "bad" : "undecided"} />
          <span className="finding-text">
            <ShownText text={reason} />
          </span>
          {lines.length === 0 ? null : (
            <button
              type="button"
              className="finding-lines"
              aria-pressed={picked === key}
              onClick={() => onPick(picked === key ? null : key)}
            >
              {picked === key ? dataStrings.allRows : dataStrings.showLines(formatCount(count), count === 1)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Of a preview, with the rows that cannot be used as the first. */
export function findingsOf(
  findings: readonly Finding[],
  bad: { readonly lines: readonly number[]; readonly count: number; readonly seen: number },
): readonly ShownFinding[] {
  const told = findings.map((finding, at) => ({ ...finding, key: `${finding.kind}/${at}`, isLoss: false }));
  if (bad.count === 0) return told;
  const { lines, count, seen } = bad;
  const reason = dataStrings.unusable(count, seen);
  return [{ key: "unusable", reason, lines: [...lines], count, isLoss: true }, ...told];
}
