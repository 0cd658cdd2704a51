import { Button } from "@mantine/core";
import { hrefTo, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { datasetsQuery, type Dataset } from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { DatasetList } from "./dataset-list.tsx";
import { DatasetPane } from "./dataset-pane.tsx";
import { ImportPane } from "./import-pane.tsx";
import "./data.css";

const LIST = { initial: 260, min: 200, max: 420 };

/** `#/data/import`: in place of a dataset's name, which may not be this one. */
const IMPORT = "import";

/** Datasets at the left; the chosen one, or an import, beside them. */
export function DataView() {
  const { queries } = useApp();
  const [named] = useRoute().parts;
  const datasets = useQuery(datasetsQuery);
  return (
    <div className="noted">
      <Ready of={datasets} onRetry={() => queries.retry(datasetsQuery.key)}>
        {(listed) => {
          if (named === IMPORT) {
            return (
              <DataLayout datasets={listed} shown={null}>
                <ImportPane taken={listed.map(({ name }) => name)} />
              </DataLayout>
            );
          }
          if (listed.length === 0) return <NoData />;
          const shown = named === undefined ? firstOf(listed) : listed.find(({ name }) => name === named);
          return (
            <DataLayout datasets={listed} shown={shown?.name ?? null}>
              {shown === undefined ? <Gone /> : <DatasetPane key={shown.name} dataset={shown} />}
            </DataLayout>
          );
        }}
      </Ready>
    </div>
  );
}

/** The one that is shown where none is named. */
function firstOf(listed: readonly Dataset[]): Dataset | undefined {
  return listed.find(({ isArchived }) => !isArchived) ?? listed[0];
}

type DataLayoutProps = {
  readonly datasets: readonly Dataset[];
  readonly shown: string | null;
  readonly children: React.ReactNode;
};

function DataLayout({ datasets, shown, children }: DataLayoutProps) {
  if (datasets.length === 0) return children;
  return (
    <div className="panes">
      <SidePane id="data-list" label={dataStrings.datasets} side="left" {...LIST}>
        <DatasetList datasets={datasets} shown={shown} />
      </SidePane>
      {children}
    </div>
  );
}

function NoData() {
  return (
    <Pane id="data" title={dataStrings.title}>
      <EmptyState
        title={dataStrings.emptyTitle}
        action={
          <Button component="a" href={hrefTo("data", [IMPORT])}>
            {dataStrings.emptyAction}
          </Button>
        }
      >
        {dataStrings.emptyText}
      </EmptyState>
    </Pane>
  );
}

function Gone() {
  return (
    <Pane id="data" title={dataStrings.title}>
      <EmptyState
        title={dataStrings.goneTitle}
        action={
          <Button component="a" href={hrefTo("data")}>
            {dataStrings.goneAction}
          </Button>
        }
      >
        {dataStrings.goneText}
      </EmptyState>
    </Pane>
  );
}
