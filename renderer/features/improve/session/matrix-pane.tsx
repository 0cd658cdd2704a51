import { Select, Switch } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { matrixQuery, type Matrix } from "#renderer/store/shared-queries.ts";
import type { Snapshot } from "#renderer/ui/snapshot.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { MatrixHead, MatrixRowView } from "./matrix-row.tsx";
import {
  classesOf,
  countChanged,
  listMatrix,
  NO_CLASS,
  withLiveColumn,
  type LiveOutcomes,
  type MatrixLine,
} from "./matrix-rows.ts";
import type { FinishedItem } from "#renderer/features/improve/running/running.ts";
import "./matrix-pane.css";

type MatrixPaneProps = {
  readonly matrix: Snapshot<Matrix>;
  readonly session: Session;
  /** Of the running assessment. */
  readonly items: readonly FinishedItem[];
};

/** Which items each system had right: what changed first, in classes. */
export function MatrixPane({ matrix: snapshot, session, items }: MatrixPaneProps) {
  const { queries } = useApp();
  const [isChangedOnly, setIsChangedOnly] = useState(true);
  const [className, setClassName] = useState<string | null>(null);
  const { data } = snapshot;
  const matrix = useMemo(() => {
    if (data === undefined) return null;
    const live: LiveOutcomes = new Map(
      items.map(({ item, baselineCorrect, candidateCorrect }) => [
        item,
        { before: baselineCorrect, after: candidateCorrect },
      ]),
    );
    return withLiveColumn(data, session.iteration, live);
  }, [data, items, session.iteration]);
  const changed = matrix === null ? 0 : countChanged(matrix);
  const classes = matrix === null ? [] : classesOf(matrix);
  return (
    <Pane
      id="session-matrix"
      title={sessionStrings.matrix}
      tools={
        <>
          {matrix === null || matrix.rows.length === 0 ? null : (
            <span
              className="faint truncate"
              title={sessionStrings.matrixChangedTitle(changed, matrix.rows.length)}
            >
              {sessionStrings.matrixChanged(changed)}
            </span>
          )}
          <span className="pane-spacer" />
          <Switch
            size="xs"
            label={sessionStrings.changedOnly}
            checked={isChangedOnly}
            onChange={(event) => setIsChangedOnly(event.currentTarget.checked)}
          />
          {classes.length < 2 ? null : (
            <Select
              className="matrix-class"
              aria-label={sessionStrings.allClasses}
              placeholder={sessionStrings.allClasses}
              value={className}
              onChange={setClassName}
              data={classes.map((name) => ({ value: name, label: nameClass(name) }))}
              clearable
            />
          )}
        </>
      }
    >
      <Ready of={snapshot} onRetry={() => queries.retry(matrixQuery(session.session).key)}>
        {() =>
          matrix === null || matrix.rows.length === 0 ? (
            <p className="session-none">{sessionStrings.matrixEmpty}</p>
          ) : (
            <MatrixTable matrix={matrix} lines={listMatrix(matrix, { isChangedOnly, className })} />
          )
        }
      </Ready>
    </Pane>
  );
}

const ROW_PX = 24;

type MatrixTableProps = { readonly matrix: Matrix; readonly lines: readonly MatrixLine[] };

function MatrixTable({ matrix, lines }: MatrixTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  return (
    <div
      ref={box}
      className="matrix"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys.
      tabIndex={0}
    >
      <table className="matrix-table" aria-label={sessionStrings.matrix} aria-rowcount={lines.length + 1}>
        <MatrixHead columns={matrix.columns} />
        <tbody className="matrix-body" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <tr
                key={line.kind === "row" ? line.row.item : `class-${line.name}`}
                aria-rowindex={index + 2}
                className={line.kind === "class" ? "matrix-row matrix-row-class" : "matrix-row"}
                style={{ transform: `translateY(${start}px)` }}
              >
                {line.kind === "class" ? (
                  <td className="matrix-class-name">
                    {sessionStrings.classLine(nameClass(line.name), line.changed, line.total)}
                  </td>
                ) : (
                  <MatrixRowView row={line.row} columns={matrix.columns} />
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {lines.length === 0 ? <p className="session-none">{sessionStrings.noChange}</p> : null}
    </div>
  );
}

function nameClass(name: string): string {
  return name === NO_CLASS ? sessionStrings.noClass : name;
}
