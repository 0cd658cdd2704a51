import { changeOf, type ItemChange } from "#core/domain/item-change.ts";
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
    /** What each candidate made of it against its own baseline, which may have no column; null where nothing. */
    readonly changes: (ItemChange | null)[];
    /** The column of the last candidate that ran it, where its baseline had right what it got wrong. */
    readonly brokenAt: number | null;
  }[];
};

type Outcome = {
  readonly isCorrect: boolean;
  readonly run: string;
  readonly change: ItemChange | null;
};

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
          { isCorrect: baselineCorrect, run: baselineRun, change: null },
        ]),
      ),
    },
    ...assessed.map(({ proposal, assessment, items }) => ({
      head: { iteration: proposal.iteration, proposal: proposal.id, verdict: assessment.verdict },
      outcomes: new Map(
        items.map((scores): [string, Outcome] => [
          scores.item,
          {
            isCorrect: scores.candidateCorrect,
            run: scores.candidateRun,
            change: changeOf(scores),
          },
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
        changes: outcomes.map((outcome) => outcome?.change ?? null),
        brokenAt: findBroken(outcomes),
      };
    }),
  };
}

function findBroken(outcomes: readonly (Outcome | undefined)[]): number | null {
  const last = outcomes.findLastIndex((outcome) => outcome !== undefined);
  return outcomes[last]?.change === "broken" ? last : null;
}

function toCell(outcome: Outcome | undefined): Cell {
  if (outcome === undefined) return "none";
  return outcome.isCorrect ? "right" : "wrong";
}
