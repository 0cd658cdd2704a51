import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { overviewQuery, type Overview } from "./home-queries.ts";
import { OfferDialog } from "./offer-dialog.tsx";
import { OfferNote } from "./offer-note.tsx";
import { NeedsList } from "./needs-list.tsx";
import { PracticeCard } from "./practice-card.tsx";
import { ScorePane } from "./score-chart.tsx";
import { SpendPane } from "./spend-pane.tsx";
import "./home.css";

/** Before the first session: one item, and the way to start. After it: what waits for the person, and where things stand. */
export function HomeView() {
  const { queries } = useApp();
  const overview = useQuery(overviewQuery);
  return (
    <div className="home">
      <OfferNote />
      <OfferDialog />
      <Ready of={overview} onRetry={() => queries.retry(overviewQuery.key)}>
        {(data) => (data.sessions.length === 0 ? <PracticeCard /> : <Standing overview={data} />)}
      </Ready>
    </div>
  );
}

function Standing({ overview }: { readonly overview: Overview }) {
  return (
    <div className="home-standing">
      <NeedsList overview={overview} />
      <div className="home-figures">
        <ScorePane />
        <SpendPane newest={overview.sessions[0]} />
      </div>
    </div>
  );
}
