import type { ComparisonDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { comparisonStrings } from "#renderer/strings/comparison.ts";
import { textStrings } from "#renderer/text/words.ts";
import { formatCount, formatSigned } from "#renderer/text/format.ts";
import { formatMillis } from "#renderer/timeline/time-scale.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { OutcomeMark } from "./outcome-mark.tsx";
import { shortName } from "./trace-words.ts";

type Side = ComparisonDocument["left"];

const { figures: words } = comparisonStrings;

/** What each of the two took, and how much more or less the second did. */
export function ComparisonFigures({ compared: { left, right } }: { readonly compared: ComparisonDocument }) {
  return (
    <table className="comparison-figures" aria-label={comparisonStrings.took}>
      <thead>
        <tr>
          <th scope="col">{words.side}</th>
          <th scope="col">{words.trace}</th>
          <th scope="col" className="comparison-outcome">
            {words.outcome}
          </th>
          {FIGURES.map(({ name }) => (
            <th key={name} scope="col" className="cell-number">
              {words[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <SideRow title={comparisonStrings.left} side={left} />
        <SideRow title={comparisonStrings.right} side={right} />
        <tr className="comparison-change">
          <th scope="row" colSpan={2}>
            {comparisonStrings.change}
          </th>
          <td className="comparison-outcome" />
          {FIGURES.map(({ name, of, write }) => (
            <td key={name} className="cell-number number">
              {toChange(of(left), of(right), write)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

type Figure = {
  readonly name: "duration" | "steps" | "calls" | "input" | "output" | "cost";
  readonly of: (side: Side) => number | null;
  readonly write: (value: number) => string;
};

const FIGURES: readonly Figure[] = [
  { name: "duration", of: ({ figures }) => figures.durationMs, write: formatMillis },
  { name: "steps", of: ({ figures }) => figures.spans, write: formatCount },
  { name: "calls", of: ({ figures }) => figures.calls, write: formatCount },
  { name: "input", of: ({ figures }) => figures.inputTokens, write: formatCount },
  { name: "output", of: ({ figures }) => figures.outputTokens, write: formatCount },
  { name: "cost", of: ({ figures }) => figures.usd, write: (usd) => usd.toFixed(usd < 0.1 ? 4 : 2) },
];

function SideRow({ title, side }: { readonly title: string; readonly side: Side }) {
  const { trace, run, name, task, outcome } = side;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="comparison-trace">
        <span className="comparison-name">{shortName(name)}</span>{" "}
        <CommitId id={run ?? trace} href={hrefTo("traces", [trace])} />{" "}
        <span className="soft truncate comparison-task" dir="auto">
          <ShownText text={task ?? ""} />
        </span>
      </td>
      <td className="comparison-outcome">{outcome === null ? "" : <OutcomeMark outcome={outcome} />}</td>
      {FIGURES.map(({ name: figure, of, write }) => {
        const value = of(side);
        return (
          <td key={figure} className="cell-number number">
            {value === null ? textStrings.unknown : write(value)}
          </td>
        );
      })}
    </tr>
  );
}

function toChange(before: number | null, after: number | null, write: (value: number) => string): string {
  if (before === null || after === null) return textStrings.unknown;
  if (before === after) return comparisonStrings.same;
  const change = after - before;
  const share = before === 0 ? "" : ` (${formatSigned((change / before) * 100, 0)} %)`;
  return `${change < 0 ? "−" : "+"}${write(Math.abs(change))}${share}`;
}
