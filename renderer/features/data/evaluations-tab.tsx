import { hrefTo } from "#renderer/navigation/route.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount, formatEstimate, formatUsd, shortId } from "#renderer/text/format.ts";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import { When } from "#renderer/ui/when.tsx";
import { evaluationsQuery, type Evaluation } from "./data-queries.ts";
import "./evaluations.css";

const { evaluationColumns: heads, evaluations: words } = dataStrings;

/** Every evaluation on this dataset, wherever it was made: in a window, at a command line, by a program. */
export function EvaluationsTab({ dataset }: { readonly dataset: string }) {
  const { queries } = useApp();
  const query = evaluationsQuery(dataset);
  const listed = useQuery(query);
  return (
    <Ready of={listed} rows={8} onRetry={() => queries.retry(query.key)}>
      {(evaluations) =>
        evaluations.length === 0 ? (
          <EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>
        ) : (
          <VirtualTable
            label={dataStrings.tabs.evaluations}
            columns="evaluation-columns"
            head={Object.entries(heads).map(([name, head]) => (
              <span key={name} role="columnheader" className={`evaluation-${name}`}>
                {head}
              </span>
            ))}
            rows={evaluations}
            keyOf={({ id }) => id}
          >
            {(evaluation) => <EvaluationCells evaluation={evaluation} />}
          </VirtualTable>
        )
      }
    </Ready>
  );
}

function EvaluationCells({ evaluation }: { readonly evaluation: Evaluation }) {
  const { at, agent, commit, hasEdits, model, split, isPart, isFresh, estimate, cached, spend, by } =
    evaluation;
  const { accuracy, interval, n } = estimate;
  return (
    <>
      <span role="cell" className="evaluation-at truncate">
        <When at={at} />
      </span>
      <span role="cell" className="evaluation-commit truncate">
        <a className="link number" data-row href={hrefTo("lineage", [commit])}>
          {shortId(commit)}
        </a>
        {hasEdits ? <span className="soft"> {words.withEdits}</span> : null}
      </span>
      <span role="cell" className="evaluation-accuracy number truncate">
        {formatEstimate(accuracy, interval, n)}
      </span>
      <span role="cell" className="evaluation-split truncate">
        {dataStrings.splits[split]}
        {isPart === true ? <span className="soft"> {words.part}</span> : null}
      </span>
      <span role="cell" className="evaluation-agent truncate">
        {agent.slice("agent/".length)}
      </span>
      <span role="cell" className="evaluation-cached number">
        {isFresh === true ? words.fresh : cached === null ? "" : formatCount(cached)}
      </span>
      <span role="cell" className="evaluation-spend number truncate">
        {spend === null ? "" : formatUsd(spend)}
      </span>
      <span role="cell" className="evaluation-by truncate soft" dir="auto">
        {by?.name ?? ""}
      </span>
      <span role="cell" className="evaluation-model truncate">
        <ModelName model={model} />
      </span>
    </>
  );
}
