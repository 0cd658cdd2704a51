import { useMemo, useRef } from "react";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { retryFailed } from "#renderer/store/retry-failed.ts";
import { measuredQuery } from "#renderer/store/shared-queries.ts";
import { outcomesOf } from "#renderer/store/score-series.ts";
import { skeletonQuery } from "#renderer/store/skeleton-query.ts";
import { useCommit } from "#renderer/store/use-commit.ts";
import { useSeries } from "#renderer/store/use-series.ts";
import { MeasureButton } from "#renderer/measure/measure-button.tsx";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { useSize } from "#renderer/ui/use-size.ts";
import { formatEstimate, formatPercent, formatPlural, shortId } from "#renderer/text/format.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { SeriesChoice } from "#renderer/ui/series-choice.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { countUnmeasured, listScorePoints, placeFigure, type ScorePoint } from "./score-points.ts";

const LEFT = 60;
const RIGHT = 72;
const TOP = 16;
const BOTTOM = 28;
/** Closer than this, ids under the points would touch. */
const LABEL_EVERY = 64;
/** What the figure beside a point takes, with air before the next whisker. */
const FIGURE = 64;

/** Each measured commit of the history with its interval; commits in between were not measured and take no room. */
export function ScorePane() {
  const app = useApp();
  const measured = useQuery(measuredQuery);
  const series = useSeries(measured.data);
  const { shown } = series;
  const history = useQuery(skeletonQuery);
  const both = {
    ...measured,
    data: history.data === undefined ? undefined : measured.data,
    problem: measured.problem ?? history.problem,
  };
  const { points, since } = useMemo(() => {
    const outcomes = outcomesOf(measured.data ?? [], shown);
    const ids = history.data?.ids ?? [];
    return { points: listScorePoints(ids, outcomes), since: countUnmeasured(ids, outcomes) };
  }, [history.data, measured.data, shown]);
  const tools = (
    <>
      <SeriesChoice {...series} />
      <span className="pane-spacer" />
      <MeasureButton label={measureStrings.measureHead} start={{ at: useShownBranch() ?? "head" }} />
    </>
  );
  return (
    <Pane id="score" title={homeStrings.score} tools={tools} className="home-score">
      <Ready of={both} onRetry={() => retryFailed(app, [measuredQuery.key, skeletonQuery.key])}>
        {() => <ScoreBox points={points} since={since} />}
      </Ready>
    </Pane>
  );
}

type ScoreProps = {
  readonly points: readonly ScorePoint[];
  /** Commits since the last measured one: head is not always measured, what is committed is measured later. */
  readonly since: number;
};

function ScoreBox({ points, since }: ScoreProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  return (
    <div className="score">
      <div ref={box} className="score-box">
        {points.length === 0 ? (
          <EmptyState title={homeStrings.scoreEmpty}>{homeStrings.scoreEmptyText}</EmptyState>
        ) : size.width === 0 ? null : (
          <Chart points={points} width={size.width} height={size.height} />
        )}
      </div>
      {points.length === 0 ? null : (
        <p className="score-note">
          {homeStrings.scoreNote} {noteOnItems(points)}{" "}
          {since === 0 ? null : homeStrings.scoreSince(formatPlural(since, "commit"))}
        </p>
      )}
    </div>
  );
}

/** Of a line only where one is drawn. */
function noteOnItems(points: readonly ScorePoint[]): string | null {
  if (points.some(({ isJoined }) => isJoined)) return homeStrings.scoreJoined;
  return points.length < 2 ? null : homeStrings.scoreApart;
}

type ChartProps = { readonly points: readonly ScorePoint[]; readonly width: number; readonly height: number };
type Scale = { readonly x: (at: number) => number; readonly y: (share: number) => number };

/** The same for every chart, so that a point stands where it stood before. */
const GRID = [0, 0.25, 0.5, 0.75, 1];

function Chart({ points, width, height }: ChartProps) {
  const inner = { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
  const step = points.length < 2 ? 0 : inner.width / (points.length - 1);
  const scale: Scale = {
    x: (at) => LEFT + (points.length < 2 ? inner.width / 2 : at * step),
    y: (share) => TOP + (1 - share) * inner.height,
  };
  const labelEvery = Math.max(1, Math.ceil(LABEL_EVERY / Math.max(step, 1)));
  return (
    <svg className="score-chart" width={width} height={height} role="group" aria-label={homeStrings.score}>
      <Grid width={width} scale={scale} />
      {points.map(({ commit, accuracy, isJoined }, at) =>
        isJoined ? (
          <line
            key={commit}
            className="score-line"
            x1={scale.x(at - 1)}
            y1={scale.y(points[at - 1]?.accuracy ?? accuracy)}
            x2={scale.x(at)}
            y2={scale.y(accuracy)}
          />
        ) : null,
      )}
      {points.map((point, at) => (
        <Point
          key={point.commit}
          point={point}
          x={scale.x(at)}
          scale={scale}
          label={at % labelEvery === 0 || point.isHead ? height - 10 : null}
          hasRoom={points.length < 2 || at === points.length - 1 || step >= FIGURE}
          foot={FOOT[placeFigure(point, points[at + 1])]}
        />
      ))}
    </svg>
  );
}

function Grid({ width, scale }: { readonly width: number; readonly scale: Scale }) {
  return GRID.map((share) => (
    <g key={share}>
      <line className="score-grid" x1={LEFT} x2={width - RIGHT + 8} y1={scale.y(share)} y2={scale.y(share)} />
      <text
        className="score-axis"
        x={LEFT - 10}
        y={scale.y(share)}
        textAnchor="end"
        dominantBaseline="central"
      >
        {Math.round(share * 100)} %
      </text>
    </g>
  ));
}

/** How far below a point's middle the foot of its figure stands, in px. */
const FOOT = { beside: 4, above: -8, below: 16 } as const;

type PointProps = {
  /** Of its figure, from its middle. */
  readonly foot: number;
  /** For its figure, before the next whisker begins. */
  readonly hasRoom: boolean;
  readonly point: ScorePoint;
  readonly x: number;
  readonly scale: Scale;
  /** Where the commit's id is written; null where there is no room for it. */
  readonly label: number | null;
};

function Point({ point, x, scale, label, hasRoom, foot }: PointProps) {
  const { commit, accuracy, interval, n, isHead, measuredAt, by } = point;
  const origin =
    measuredAt === null ? homeStrings.pointBy[by] : homeStrings.pointElsewhere(shortId(measuredAt));
  const figure = `${formatEstimate(accuracy, interval, n)}, ${origin}`;
  const [top, bottom] = [scale.y(interval[1]), scale.y(interval[0])];
  const name = homeStrings.scorePoint(shortId(commit), useCommit(commit)?.message ?? "", figure);
  return (
    <g>
      <a href={hrefTo("lineage", [commit])} className="score-point" aria-label={name}>
        <title>{name}</title>
        <rect x={x - 10} y={top - 6} width={20} height={bottom - top + 12} fill="transparent" />
        <path className="score-whisker" d={`M${x} ${top}V${bottom}M${x - 4} ${top}h8M${x - 4} ${bottom}h8`} />
        <circle
          className={measuredAt === null ? "score-dot" : "score-dot score-dot-hollow"}
          cx={x}
          cy={scale.y(accuracy)}
          r={4}
        />
      </a>
      {hasRoom ? (
        <text className="score-figure" x={x + 9} y={scale.y(accuracy) + foot}>
          {formatPercent(accuracy)}
        </text>
      ) : null}
      {label === null ? null : (
        <text className="score-id" x={x} y={label} textAnchor="middle">
          {isHead ? homeStrings.headFlag : shortId(commit)}
        </text>
      )}
    </g>
  );
}
