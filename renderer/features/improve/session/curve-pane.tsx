import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { ProposalRow, Session } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatEffectInterval, formatEstimate, shortId } from "#renderer/text/format.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { layOutCurve, type Curve, type CurveBox } from "./curve.ts";
import "./curve-pane.css";

type CurvePaneProps = { readonly session: Session; readonly proposals: readonly ProposalRow[] };

/** The score of the systems that were head, with what is known about each; and the candidates that did not make it. */
export function CurvePane({ session, proposals }: CurvePaneProps) {
  const { ref, width, height } = useElementSize();
  const newest = session.curve.at(-1);
  return (
    <Pane
      id="session-curve"
      title={sessionStrings.curve}
      tools={
        <>
          <span className="pane-spacer" />
          {newest === undefined ? null : <span className="number">{formatPoint(newest.estimate)}</span>}
        </>
      }
    >
      <div ref={ref} className="curve">
        {session.curve.length === 0 ? (
          <p className="session-none">{sessionStrings.curveEmpty}</p>
        ) : width === 0 ? null : (
          <CurveDrawing session={session} proposals={proposals} box={{ width, height }} />
        )}
      </div>
      <CurveNotes session={session} />
      {session.test === undefined ? null : <SealedReport test={session.test} />}
    </Pane>
  );
}

/** What the drawing cannot say: these are sentences, and the pane's head is too narrow for them. */
function CurveNotes({ session: { curve, unmeasured } }: { readonly session: Session }) {
  const newest = curve.at(-1);
  const isMixed = new Set(curve.map(({ items }) => items)).size > 1;
  const hasLine = curve.some(({ items }, at) => items === curve[at - 1]?.items);
  if (newest === undefined || (!isMixed && unmeasured === null)) return null;
  return (
    <p className="curve-note soft">
      {unmeasured === null ? null : (
        <span title={sessionStrings.curveUnmeasuredTitle}>
          {sessionStrings.curveUnmeasured(shortId(newest.commit), shortId(unmeasured))}{" "}
        </span>
      )}
      {!isMixed ? null : hasLine ? sessionStrings.curveItems : sessionStrings.curveApart}
    </p>
  );
}

type CurveDrawingProps = CurvePaneProps & { readonly box: CurveBox };

function CurveDrawing({ session, proposals, box }: CurveDrawingProps) {
  const curve = useMemo(() => layOutCurve(session, proposals, box), [session, proposals, box]);
  const spoken = curve.points
    .map(({ iteration, estimate }) => sessionStrings.curvePoint(iteration, formatPoint(estimate)))
    .join("; ");
  const foot = box.height - 34;
  return (
    <figure className="curve-figure" aria-label={sessionStrings.curveSpoken(spoken)}>
      <svg width={box.width} height={box.height}>
        <Scale curve={curve} box={box} foot={foot} />
        <text className="curve-unit" x={36} y={12}>
          {sessionStrings.curveUnit}
        </text>
        <Line curve={curve} />
        {curve.ticks.map(({ x, proposal, verdict }) => (
          <a
            key={proposal}
            href={hrefToProposal(proposal)}
            aria-label={sessionStrings.curveTick(proposal, reviewStrings.verdicts[verdict])}
          >
            <text className={`curve-tick curve-tick-${verdict}`} x={x} y={foot + 12} textAnchor="middle">
              {verdict === "reject" ? "✕" : "◐"}
              <title>{sessionStrings.curveTick(proposal, reviewStrings.verdicts[verdict])}</title>
            </text>
          </a>
        ))}
      </svg>
    </figure>
  );
}

function Scale({
  curve,
  box,
  foot,
}: {
  readonly curve: Curve;
  readonly box: CurveBox;
  readonly foot: number;
}) {
  return (
    <g className="curve-scale" aria-hidden="true">
      {curve.rows.map(({ share, y }) => (
        <g key={share}>
          <line x1={36} x2={box.width - 12} y1={y} y2={y} />
          <text x={30} y={y + 3.5} textAnchor="end">
            {Math.round(share * 100)}
          </text>
        </g>
      ))}
      {curve.columns.map(({ iteration, x }) => (
        <text key={iteration} x={x} y={foot + 27} textAnchor="middle">
          {iteration}
        </text>
      ))}
    </g>
  );
}

/** Steps, as a score holds until the next commit; each with the band of its interval. What was measured on other items is not joined. */
function Line({ curve: { points } }: { readonly curve: Curve }) {
  const path = points
    .map(({ x, y, until, isJoined }) => `${isJoined ? "L" : "M"}${x},${y} L${until},${y}`)
    .join(" ");
  return (
    <g>
      {points.map(({ commit, x, until, high, low }) => (
        <rect
          key={commit}
          className="curve-band"
          x={x}
          width={Math.max(2, until - x)}
          y={high}
          height={Math.max(0, low - high)}
        />
      ))}
      <path className="curve-line" d={path} />
      {points.map(({ commit, iteration, x, y, estimate }) => (
        <a
          key={commit}
          href={hrefTo("lineage", [commit])}
          aria-label={sessionStrings.curvePoint(iteration, formatPoint(estimate))}
        >
          <circle className="curve-point" cx={x} cy={y} r="4">
            <title>{sessionStrings.curvePoint(iteration, formatPoint(estimate))}</title>
          </circle>
        </a>
      ))}
    </g>
  );
}

type Test = NonNullable<Session["test"]>;

/** The one paired look at items that no step of the session has seen. */
function SealedReport({ test: { before, after, difference } }: { readonly test: Test }) {
  return (
    <dl className="sealed">
      <dt>{sessionStrings.sealed}</dt>
      <dd className="number">
        {sessionStrings.sealedBefore} {formatPoint(before)} → {sessionStrings.sealedAfter}{" "}
        {formatPoint(after)}
      </dd>
      <dd className="number">{formatEffectInterval(difference.value, difference.interval)}</dd>
    </dl>
  );
}

function formatPoint({ accuracy, interval, n }: Session["curve"][number]["estimate"]): string {
  return formatEstimate(accuracy, interval, n);
}
