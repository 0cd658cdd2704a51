import type { ProposalRow, Session } from "#renderer/features/improve/common/improve-queries.ts";

/** The score curve as shapes in a box of CSS pixels; the drawing itself only paints them. */
export type CurveBox = { readonly width: number; readonly height: number };

export type CurvePoint = {
  readonly iteration: number;
  readonly commit: string;
  readonly x: number;
  readonly y: number;
  /** Top and bottom of the interval. */
  readonly high: number;
  readonly low: number;
  /** Where the next point takes over, or the curve's present end. */
  readonly until: number;
  /** Measured on the same items as the point before it: the two may be joined [L6]. */
  readonly isJoined: boolean;
  readonly estimate: Session["curve"][number]["estimate"];
};

export type CurveTick = {
  readonly x: number;
  readonly proposal: string;
  readonly verdict: "reject" | "undecided";
};

export type Curve = {
  readonly points: readonly CurvePoint[];
  /** Candidates that did not make it, at their iterations. */
  readonly ticks: readonly CurveTick[];
  readonly rows: readonly { readonly share: number; readonly y: number }[];
  readonly columns: readonly { readonly iteration: number; readonly x: number }[];
};

const MARGIN = { left: 36, right: 16, top: 24, bottom: 34 };
/** Iterations of room after the last one, in which its score can be seen to hold. */
const ROOM = 0.6;
const MOST_COLUMNS = 12;

type Shown = Pick<Session, "curve" | "iteration" | "iterations">;
type Candidate = Pick<ProposalRow, "id" | "iteration" | "verdict" | "status">;

export function layOutCurve(session: Shown, candidates: readonly Candidate[], box: CurveBox): Curve {
  const { curve, iteration, iterations } = session;
  const last = Math.max(iterations, iteration, 1);
  const inner = {
    width: box.width - MARGIN.left - MARGIN.right,
    height: box.height - MARGIN.top - MARGIN.bottom,
  };
  const xOf = (at: number): number => MARGIN.left + (at / (last + ROOM)) * inner.width;
  const [floor, ceiling] = rangeOf(curve);
  const yOf = (share: number): number =>
    MARGIN.top + inner.height * (1 - (share - floor) / (ceiling - floor));
  const points = curve.map(({ iteration: at, commit, items, estimate }, index) => ({
    iteration: at,
    commit,
    estimate,
    isJoined: items === curve[index - 1]?.items,
    x: xOf(at),
    y: yOf(estimate.accuracy),
    high: yOf(estimate.interval[1]),
    low: yOf(estimate.interval[0]),
    until: xOf(curve[index + 1]?.iteration ?? Math.max(at, iteration) + ROOM),
  }));
  return {
    points,
    ticks: candidates.flatMap(({ id, iteration: at, verdict }) =>
      verdict === "reject" || verdict === "undecided" ? [{ x: xOf(at), proposal: id, verdict }] : [],
    ),
    rows: rowsOf(floor, ceiling).map((share) => ({ share, y: yOf(share) })),
    columns: columnsOf(last).map((at) => ({ iteration: at, x: xOf(at) })),
  };
}

/** Whole tenths around what is shown, at least a third of the scale, so that noise does not fill the box. */
function rangeOf(curve: Session["curve"]): readonly [number, number] {
  if (curve.length === 0) return [0, 1];
  const low = Math.min(...curve.map(({ estimate }) => estimate.interval[0]));
  const high = Math.max(...curve.map(({ estimate }) => estimate.interval[1]));
  const missing = Math.max(0, 0.35 - (high - low)) / 2;
  return [
    Math.max(0, Math.floor((low - missing) * 10) / 10),
    Math.min(1, Math.ceil((high + missing) * 10) / 10),
  ];
}

function rowsOf(floor: number, ceiling: number): readonly number[] {
  const step = ceiling - floor > 0.55 ? 0.2 : 0.1;
  const from = Math.ceil(floor / step - 1e-9);
  const count = Math.floor((ceiling - from * step) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, at) => Number(((from + at) * step).toFixed(2)));
}

function columnsOf(last: number): readonly number[] {
  const step = Math.max(1, Math.ceil(last / MOST_COLUMNS));
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step);
}
