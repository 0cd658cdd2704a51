import type { Session } from "#core/domain/session.ts";
import type { Store } from "#core/store/store.ts";

type Cell = "right" | "wrong" | "none";

export type Matrix = {
  readonly columns: {
    readonly iteration: number;
    readonly proposal: string | null;
    readonly verdict: string;
  }[];
  readonly rows: {
    readonly item: string;
    readonly className: string | null;
    readonly cells: Cell[];
    readonly traces: (string | null)[];
    /** The column of the last candidate that ran it, where its baseline had right what it got wrong. */
    readonly brokenAt: number | null;
  }[];
};

type Outcome = { readonly isCorrect: boolean; readonly run: string; readonly isBroken: boolean };

/** Validation items × the systems a session assessed: the first baseline, then one column per candidate. */
export function toMatrix(store: Store, session: Session): Matrix {
  const assessed = store.proposals.ofSession(session.id).flatMap((proposal) => {
    const assessment = store.proposals.assessment(proposal.id);
    if (assessment === null) return [];
    return [{ proposal, assessment, items: store.proposals.assessedItems(assessment.id) }];
  });
  const [first] = assessed;
  if (first === undefined) return { columns: [], rows: [] };
  const classes = new Map<string, string | null>();
  const columns = [
    {
      head: { iteration: 0, proposal: null, verdict: "baseline" },
      outcomes: new Map(
        first.items.map(({ item, baselineCorrect, baselineRun }): [string, Outcome] => [
          item,
          { isCorrect: baselineCorrect, run: baselineRun, isBroken: false },
        ]),
      ),
    },
    ...assessed.map(({ proposal, assessment, items }) => ({
      head: { iteration: proposal.iteration, proposal: proposal.id, verdict: assessment.verdict },
      outcomes: new Map(
        items.map(({ item, baselineCorrect, candidateCorrect, candidateRun }): [string, Outcome] => [
          item,
          { isCorrect: candidateCorrect, run: candidateRun, isBroken: baselineCorrect && !candidateCorrect },
        ]),
      ),
    })),
  ];
  for (const { items } of assessed) for (const { item, className } of items) classes.set(item, className);
  return {
    columns: columns.map(({ head }) => head),
    rows: [...classes].map(([item, className]) => {
      const outcomes = columns.map((column) => column.outcomes.get(item));
      return {
        item,
        className,
        cells: outcomes.map(toCell),
        traces: outcomes.map((outcome) =>
          outcome === undefined ? null : (store.runs.find(outcome.run)?.trace ?? null),
        ),
        brokenAt: findBroken(outcomes),
      };
    }),
  };
}

function findBroken(outcomes: readonly (Outcome | undefined)[]): number | null {
  const last = outcomes.findLastIndex((outcome) => outcome !== undefined);
  return outcomes[last]?.isBroken === true ? last : null;
}

function toCell(outcome: Outcome | undefined): Cell {
  if (outcome === undefined) return "none";
  return outcome.isCorrect ? "right" : "wrong";
}
