import { Button } from "@mantine/core";
import { useState } from "react";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { datasetAwayStrings } from "#renderer/strings/dataset-away.ts";
import { Pane } from "#renderer/ui/pane.tsx";

type DatasetListProps = { readonly datasets: readonly Dataset[]; readonly shown: string | null };

export function DatasetList({ datasets, shown }: DatasetListProps) {
  const [isAll, setIsAll] = useState(false);
  const archived = datasets.filter(({ isArchived }) => isArchived);
  // The one that is looked at is on the list, whatever it is.
  const listed = datasets.filter(({ name, isArchived }) => isAll || !isArchived || name === shown);
  const tools = (
    <>
      <div className="pane-spacer" />
      <Button component="a" href={hrefTo("data", ["import"])}>
        {dataStrings.import}
      </Button>
    </>
  );
  return (
    <Pane id="datasets" title={dataStrings.datasets} tools={tools} className="data-list">
      <ul>
        {listed.map(({ name, items, scorer }) => (
          <li key={name}>
            <a
              className="dataset-link"
              href={hrefTo("data", [name])}
              {...(name === shown ? { "aria-current": "page" as const } : {})}
            >
              <span className="dataset-name truncate">{name}</span>
              <span className="faint">
                {dataStrings.items(items)} · {dataStrings.scorers[scorer.type]}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {archived.length === 0 ? null : (
        <Button className="data-archived" onClick={() => setIsAll(!isAll)}>
          {isAll ? datasetAwayStrings.hideArchived : datasetAwayStrings.showArchived(archived.length)}
        </Button>
      )}
    </Pane>
  );
}
