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
  }[];
};

type Outcome = { readonly isCorrect: boolean; readonly run: string };

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
        first.items.map((item) => [item.item, { isCorrect: item.baselineCorrect, run: item.baselineRun }]),
      ),
    },
    ...assessed.map(({ proposal, assessment, items }) => ({
      head: { iteration: proposal.iteration, proposal: proposal.id, verdict: assessment.verdict },
      outcomes: new Map(
        items.map((item) => [item.item, { isCorrect: item.candidateCorrect, run: item.candidateRun }]),
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
      };
    }),
  };
}

function toCell(outcome: Outcome | undefined): Cell {
  if (outcome === undefined) return "none";
  return outcome.isCorrect ? "right" : "wrong";
}
