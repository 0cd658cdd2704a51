import type { ComparedLineDocument, ComparisonDocument } from "#core/contract/traces.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatCount } from "#renderer/text/format.ts";
import { ROLE_LOOKS } from "#renderer/timeline/role-look.ts";
import { formatMillis } from "#renderer/timeline/time-scale.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import { differs, type StepLine } from "./comparison-queries.ts";

type ComparedStepsProps = {
  readonly compared: ComparisonDocument;
  /** Place of a line, or -1. */
  readonly selected: number;
  readonly onSelect: (line: number) => void;
  readonly onUnfold: () => void;
};

type Placed = { readonly line: ComparedLineDocument; readonly at: number };

/** The steps of both, each beside the one that it stands for; what is the same in a row is one bar. */
export function ComparedSteps({ compared, selected, onSelect, onUnfold }: ComparedStepsProps) {
  const rows = compared.lines.map((line, at): Placed => ({ line, at }));
  return (
    <>
      <VirtualTable
        label={comparisonStrings.steps}
        columns="comparison-columns"
        head={
          <>
            <span role="columnheader">
              <span className="visually-hidden">{comparisonStrings.sign}</span>
            </span>
            <span role="columnheader">{comparisonStrings.left}</span>
            <span role="columnheader">{comparisonStrings.right}</span>
          </>
        }
        rows={rows}
        keyOf={({ at }) => String(at)}
        isSelected={({ at }) => at === selected}
        inView={selected}
      >
        {({ line, at }) =>
          line.kind === "same" ? (
            <SameCells count={line.count} onUnfold={onUnfold} />
          ) : (
            <StepCells line={line} isFirst={compared.first?.line === at} onSelect={() => onSelect(at)} />
          )
        }
      </VirtualTable>
      {compared.more === 0 ? null : (
        <p className="comparison-more soft">{comparisonStrings.more(formatCount(compared.more))}</p>
      )}
    </>
  );
}

function SameCells({ count, onUnfold }: { readonly count: number; readonly onUnfold: () => void }) {
  return (
    <span role="cell" className="comparison-bar">
      <button type="button" data-row="" onClick={onUnfold} title={comparisonStrings.showSame}>
        {comparisonStrings.identical(count)}
      </button>
    </span>
  );
}

type StepCellsProps = {
  readonly line: StepLine;
  readonly isFirst: boolean;
  readonly onSelect: () => void;
};

type Kind = "same" | "differs" | "removed" | "added";

const SIGNS: Readonly<Record<Kind, string>> = { same: "=", differs: "≠", removed: "−", added: "+" };

function kindOf(line: StepLine): Kind {
  if (line.right === null) return "removed";
  if (line.left === null) return "added";
  return differs(line) ? "differs" : "same";
}

function StepCells({ line, isFirst, onSelect }: StepCellsProps) {
  const kind = kindOf(line);
  return (
    <>
      <span role="cell" className={`comparison-sign comparison-${kind}`}>
        <span aria-hidden="true">{SIGNS[kind]}</span>
        <span className="visually-hidden">{comparisonStrings.kinds[kind]}</span>
      </span>
      <Step step={line.left} depth={line.depth} isFirst={isFirst} onSelect={onSelect} />
      <Step
        step={line.right}
        depth={line.depth}
        isFirst={isFirst && line.left === null}
        // One button a row: that of the left where it has one.
        {...(line.left === null ? { onSelect } : {})}
      />
    </>
  );
}

type StepProps = {
  readonly step: StepLine["left"];
  readonly depth: number;
  readonly isFirst: boolean;
  readonly onSelect?: () => void;
};

const INDENT = 12;
const MOST_INDENTS = 9;

function Step({ step, depth, isFirst, onSelect }: StepProps) {
  if (step === null) {
    return (
      <span role="cell" className="comparison-step comparison-none">
        <span className="visually-hidden">{comparisonStrings.none}</span>
      </span>
    );
  }
  const { token, sign } = ROLE_LOOKS[step.role];
  const name = (
    <span className="truncate" title={step.name}>
      <ShownText text={step.name} />
    </span>
  );
  return (
    <span
      role="cell"
      className="comparison-step"
      style={{ paddingLeft: Math.min(depth, MOST_INDENTS) * INDENT }}
    >
      <span style={{ color: `var(${token})` }} aria-hidden="true">
        {sign}
      </span>
      {onSelect === undefined ? (
        name
      ) : (
        <button type="button" data-row="" className="comparison-pick" onClick={onSelect}>
          {name}
        </button>
      )}
      {step.hasFailed ? (
        <span className="comparison-removed">
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">{tracesStrings.failed}</span>
        </span>
      ) : null}
      {isFirst ? <span className="comparison-first">{comparisonStrings.first}</span> : null}
      <span className="comparison-took number">
        {step.durationMs === null ? tracesStrings.running : formatMillis(step.durationMs)}
      </span>
    </span>
  );
}
