import type { ReactNode } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { rollbackStrings } from "#renderer/strings/rollback.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { formatCount, shortId } from "#renderer/text/format.ts";
import "./rollback-preview.css";

export type Preview = Awaited<ReturnType<WorkspaceClient["history"]["previewRollback"]>>;

type RollbackPreviewProps = { readonly preview: Preview; readonly hrefOfCommit: (id: string) => string };

/** What going back would change, what it would leave, and what stands against it. */
export function RollbackPreview({ preview, hrefOfCommit }: RollbackPreviewProps) {
  const { resources, dependents, undoneCommits, conflicts, laterRuns, notRestored } = preview;
  return (
    <dl className="rollback">
      <PreviewRow name={rollbackStrings.resources} count={resources.length}>
        {resources.map(({ resource, from, to }) => (
          <li key={resource} className="rollback-resource">
            <span className="mono truncate">
              <ShownText text={resource} />
            </span>
            <span className="number">
              {from.label ?? rollbackStrings.absent} → {to.label ?? rollbackStrings.archived}
            </span>
          </li>
        ))}
      </PreviewRow>
      <PreviewRow name={rollbackStrings.undoneCommits} count={undoneCommits.length}>
        {undoneCommits.map(({ id, message }) => (
          <li key={id} className="truncate">
            <a className="mono link" href={hrefOfCommit(id)}>
              {shortId(id)}
            </a>{" "}
            <ShownText text={message} />
          </li>
        ))}
      </PreviewRow>
      <PreviewRow name={rollbackStrings.dependents} count={dependents.length}>
        {dependents.map((resource) => (
          <li key={resource} className="mono truncate">
            {resource}
          </li>
        ))}
      </PreviewRow>
      {conflicts.length === 0 ? null : (
        <PreviewRow name={rollbackStrings.conflicts} count={conflicts.length}>
          {conflicts.map((conflict) => (
            <li key={conflict} className="rollback-conflict">
              ✕ <ShownText text={conflict} />
            </li>
          ))}
        </PreviewRow>
      )}
      <div className="rollback-row">
        <dt>{rollbackStrings.laterRuns}</dt>
        <dd className="number">{formatCount(laterRuns)}</dd>
      </div>
      <PreviewRow
        name={rollbackStrings.notRestored}
        count={notRestored.length}
        none={rollbackStrings.nothing}
      >
        {notRestored.map((text) => (
          <li key={text}>
            <ShownText text={text} />
          </li>
        ))}
      </PreviewRow>
    </dl>
  );
}

type PreviewRowProps = {
  readonly name: string;
  readonly count: number;
  readonly none?: string;
  readonly children: readonly ReactNode[];
};

function PreviewRow({ name, count, none = rollbackStrings.none, children }: PreviewRowProps) {
  return (
    <div className="rollback-row">
      <dt>{name}</dt>
      <dd>
        {count === 0 ? <span className="faint">{none}</span> : <ul className="rollback-list">{children}</ul>}
      </dd>
    </div>
  );
}
