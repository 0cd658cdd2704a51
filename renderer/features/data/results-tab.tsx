import { Button, SegmentedControl, Select } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import {
  measuredQuery,
  sessionsQuery,
  matrixQuery,
  type Dataset,
  type Matrix,
} from "#renderer/store/shared-queries.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount, formatEstimate, formatExact, shortId } from "#renderer/text/format.ts";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { ResultTable } from "./result-table.tsx";
import { pickRows, type ResultMode } from "./results.ts";

const MODES: readonly ResultMode[] = ["all", "changed", "failing", "broken"];

/** Validation items × the versions that a session measured. */
export function ResultsTab({ dataset }: { readonly dataset: Dataset }) {
  const { queries } = useApp();
  const sessions = useQuery(sessionsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Ready of={sessions} onRetry={() => queries.retry(sessionsQuery.key)}>
      {(listed) => {
        const own = listed
          .filter((session) => session.dataset === dataset.name)
          .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
        const session = own.find((each) => each.session === chosen) ?? own[0];
        if (session === undefined) return <NoResults dataset={dataset.name} />;
        const picker = (
          <Select
            className="results-session"
            aria-label={dataStrings.session}
            value={session.session}
            data={own.map((each) => ({
              value: each.session,
              label: dataStrings.sessionName(each.session, formatExact(each.startedAt).slice(0, 16)),
            }))}
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
            onChange={setChosen}
          />
        );
        return (
          <SessionResults
            key={session.session}
            session={session.session}
            dataset={dataset.name}
            picker={picker}
          />
        );
      }}
    </Ready>
  );
}

type SessionResultsProps = {
  readonly session: string;
  readonly dataset: string;
  readonly picker: ReactNode;
};

function SessionResults({ session, dataset, picker }: SessionResultsProps) {
  const { queries } = useApp();
  const query = matrixQuery(session);
  const matrix = useQuery(query);
  const [mode, setMode] = useState<ResultMode>("changed");
  return (
    <div className="data-column">
      <Ready of={matrix} rows={10} onRetry={() => queries.retry(query.key)}>
        {(data) => (
          <>
            <div className="data-tools">
              {picker}
              <SegmentedControl
                aria-label={dataStrings.tabs.results}
                value={mode}
                data={MODES.map((value) => ({ value, label: dataStrings.modes[value] }))}
                onChange={(value) => setMode(value)}
              />
              <ExportMenu dataset={dataset} />
              <span className="faint number">
                {dataStrings.shownRows(
                  formatCount(pickRows(data.rows, mode).length),
                  formatCount(data.rows.length),
                )}
              </span>
            </div>
            <MatrixBody matrix={data} mode={mode} dataset={dataset} />
          </>
        )}
      </Ready>
    </div>
  );
}

type MatrixBodyProps = {
  readonly matrix: Matrix;
  readonly mode: ResultMode;
  readonly dataset: string;
};

function MatrixBody({ matrix, mode, dataset }: MatrixBodyProps) {
  if (matrix.rows.length === 0) return <NoResults dataset={dataset} />;
  const rows = pickRows(matrix.rows, mode);
  if (rows.length === 0) return <EmptyState title={dataStrings.noRows} />;
  return <ResultTable matrix={matrix} rows={rows} dataset={dataset} />;
}

/** Before the first assessment: what evaluations said of the whole set, which keep no table of items. */
function NoResults({ dataset }: { readonly dataset: string }) {
  const measured = useQuery(measuredQuery).data?.filter((each) => each.dataset === dataset) ?? [];
  const isMeasured = measured.length > 0;
  return (
    <EmptyState
      title={isMeasured ? dataStrings.noTableTitle : dataStrings.noResultsTitle}
      action={
        <>
          <Button component="a" href={hrefTo("improve")}>
            {dataStrings.startSession}
          </Button>{" "}
          {isMeasured ? <ExportMenu dataset={dataset} /> : null}
        </>
      }
    >
      {isMeasured ? (
        <ul className="results-measured">
          {measured.map(({ system, model, commit, estimate: { accuracy, interval, n } }) => (
            <li key={`${system} ${model}`}>
              <a className="link number" href={hrefTo("lineage", [commit])}>
                {shortId(commit)}
              </a>{" "}
              <span className="number">{formatEstimate(accuracy, interval, n)}</span>{" "}
              <span className="soft">{model}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {isMeasured ? dataStrings.noTableText : dataStrings.noResultsText}
    </EmptyState>
  );
}
