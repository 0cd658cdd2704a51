import { spendOfSession } from "#core/domain/session.ts";
import { addSpend } from "#core/domain/spend.ts";
import { toWrite, toRead } from "#core/app/context.ts";
import { homeContract } from "#core/contract/home.ts";
import { toSpendDocument } from "#core/app/documents/documents.ts";
import { listMeasured } from "#core/app/documents/measured.ts";
import { tellsOfAll } from "#core/app/documents/small-figures.ts";

const os = toWrite(homeContract);
const reads = toRead(homeContract);

export const homeHandlers = {
  practice: os.practice.handler(async ({ input, context, signal }) => {
    // What only reads is not made to load what runs.
    const { practise } = await import("./practise.ts");
    return await practise(context, input, signal);
  }),
  spent: reads.spent.handler(({ context: { store } }) => {
    const sessions = store.sessions.list();
    const byHand = store.runs.spentOutsideSessions();
    const searched = store.events.ofWorkspace("embedded").map(({ body }) => body.spend);
    const spend = [...searched, ...sessions.map((session) => spendOfSession(session).paid)].reduce(
      (sum, each) => addSpend(sum, each),
      byHand.spend,
    );
    return { sessions: sessions.length, runsByHand: byHand.runs, spend: toSpendDocument(spend) };
  }),
  measured: reads.measured.handler(({ context: { store, caller } }) => [
    ...listMeasured(
      store,
      ({ by, dataset, estimate: { n } }) =>
        by === "session" || tellsOfAll(store, caller, { dataset, split: "validation", n }),
    ),
  ]),
};
