import type { MemoryContent, MemoryRecord } from "#core/domain/content/memory.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { shortId } from "#renderer/text/format.ts";
import { EmptyState } from "#renderer/ui/states.tsx";
import { VariableBlock } from "#renderer/features/resources/variable/variable-block.tsx";
import { DescriptionBlock } from "./description-block.tsx";

/** How it learns; what was learned, most important first, and where each of it came from. */
export function MemoryReading({ content }: { readonly content: MemoryContent }) {
  const records = content.records.toSorted((a, b) => b.importance - a.importance);
  const { maxRecords, maxTokens } = content.limits;
  return (
    <div className="reading">
      <dl className="fields">
        <div className="fields-row">
          <dt>{resourceStrings.strategy}</dt>
          <dd>{resourceStrings.strategies[content.strategy]}</dd>
        </div>
        <div className="fields-row">
          <dt>{resourceStrings.served}</dt>
          <dd>{resourceStrings.servedAtMost(maxRecords, maxTokens)}</dd>
        </div>
      </dl>
      <VariableBlock pointer="/records" title={resourceStrings.records(records.length, maxRecords)}>
        {records.length === 0 ? (
          <EmptyState title={resourceStrings.recordsNone}>{resourceStrings.recordsNoneText}</EmptyState>
        ) : (
          <table className="records">
            <thead>
              <tr>
                <th scope="col">{resourceStrings.recordText}</th>
                <th scope="col">{resourceStrings.recordType}</th>
                <th scope="col" className="records-number">
                  {resourceStrings.importance}
                </th>
                <th scope="col">{resourceStrings.learnedFrom}</th>
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <tr key={record.id}>
                  <td>{record.text}</td>
                  <td className="faint">{record.type}</td>
                  <td className="number records-number">{record.importance.toFixed(2)}</td>
                  <td>
                    <Provenance record={record} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </VariableBlock>
      <DescriptionBlock description={content.description} />
    </div>
  );
}

function Provenance({ record }: { readonly record: MemoryRecord }) {
  const { commit, run, span } = record.provenance;
  if (commit !== undefined) return <CommitId id={commit} href={hrefTo("lineage", [commit])} />;
  if (run !== undefined) {
    return (
      <a className="link mono" href={hrefTo("traces", [run], { span })}>
        {shortId(run)}
      </a>
    );
  }
  // A span alone does not say in which trace it is.
  return <span className="mono faint">{span === undefined ? resourceStrings.none : shortId(span)}</span>;
}
