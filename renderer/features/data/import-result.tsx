import { Button } from "@mantine/core";
import { SPLITS } from "#core/domain/dataset.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount, formatPlural } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import type { Imported } from "./data-queries.ts";
import { SizeNote } from "./size-note.tsx";

const MOST_LINES = 8;

/** What an import came to, with every line that it left out and why. */
export function ImportResult({ imported }: { readonly imported: Imported }) {
  const { name, items, splits, skipped, skippedCount, findings, notes } = imported;
  return (
    <div className="import-result">
      <h2 className="import-result-title">
        <Mark meaning="good">{dataStrings.imported(items, name)}</Mark>
      </h2>
      <dl className="import-counts">
        {SPLITS.map((split) => (
          <div key={split}>
            <dt>{dataStrings.splits[split]}</dt>
            <dd className="number">{formatCount(splits[split])}</dd>
          </div>
        ))}
      </dl>
      <SizeNote validation={splits.validation} />
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {findings.length === 0 ? null : (
        <section>
          <h3 className="import-skipped-title">{dataStrings.findings}</h3>
          <ul className="import-told">
            {findings.map(({ kind, field, reason, lines }) => (
              <li key={`${kind}${field ?? ""}${reason}`}>
                {reason}{" "}
                {lines.length === 0 ? null : (
                  <span className="number faint">
                    {dataStrings.lineList(
                      lines.length === 1,
                      lines.slice(0, MOST_LINES).map(formatCount).join(", "),
                      lines.length > MOST_LINES,
                    )}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {skipped.length === 0 ? null : (
        <section>
          <h3 className="import-skipped-title">
            {dataStrings.skippedTitle(formatPlural(skippedCount, "row"), skippedCount === 1)}
          </h3>
          <ul className="import-skipped">
            {skipped.map(({ line, reason }) => (
              <li key={`${line}${reason}`}>
                <span className="number faint">{dataStrings.skippedLine(line)}</span> {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button component="a" href={hrefTo("data", [name])} variant="filled">
        {dataStrings.openDataset}
      </Button>
    </div>
  );
}
