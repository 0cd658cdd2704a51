import { IconLock } from "@tabler/icons-react";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount } from "#renderer/text/format.ts";

/** How the items are divided, to scale. The sealed part shows how often it was looked at, and nothing of what is in it. */
export function SplitBar({ dataset }: { readonly dataset: Dataset }) {
  return (
    <dl className="splits">
      {SPLITS.filter((split) => dataset.splits[split] > 0).map((split) => (
        <div
          key={split}
          className={`split split-${split}`}
          style={{ flexGrow: dataset.splits[split] }}
          title={split === "test" ? dataStrings.sealed : undefined}
        >
          <dt className="split-name">
            {split === "test" ? <IconLock size={12} stroke={2} aria-hidden="true" /> : null}
            {dataStrings.splits[split]} <span className="faint">{dataStrings.splitNotes[split]}</span>
          </dt>
          <dd className="split-count">
            <span className="number">{formatCount(dataset.splits[split])}</span>
            <Looks split={split} dataset={dataset} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Looks({ split, dataset: { looks } }: { readonly split: Split; readonly dataset: Dataset }) {
  if (split !== "test") return null;
  return (
    <span className="faint truncate" title={dataStrings.looksTitle}>
      {dataStrings.looks(looks.spent, looks.budget)}
    </span>
  );
}
