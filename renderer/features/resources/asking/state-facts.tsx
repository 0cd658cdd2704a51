import type { ReactNode } from "react";
import type { ResourceStateDocument } from "#core/contract/resource-state.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { topicsAt } from "#renderer/store/shared-queries.ts";
import { askingStrings } from "#renderer/strings/asking.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { When } from "#renderer/ui/when.tsx";
import { LeftByRun } from "./left-by-run.tsx";
import "./asking.css";

function stateQuery(resource: ResourceKey, at: string): Query<ResourceStateDocument> {
  return {
    key: `resources.state ${resource} ${at}`,
    topics: [...topicsAt(at), "runs", "proposals"],
    read: async (client) => await client.resources.state({ resource, at }),
  };
}

type StateFactsProps = { readonly resource: ResourceKey; readonly at: string };

/** How a resource stands: since when, what was measured with it, what an environment begins in or a memory serves [R36]. */
export function StateFacts({ resource, at }: StateFactsProps) {
  const state = useQuery(stateQuery(resource, at)).data;
  if (state === undefined) return null;
  const { since, lifecycle, begins, serves } = state;
  return (
    <section aria-label={askingStrings.state}>
      <h3 className="facts-title">{askingStrings.state}</h3>
      <dl className="facts-state">
        <Row name={askingStrings.since}>
          <Moment moment={since.version} />
        </Row>
        {lifecycle === "active" ? null : (
          <Row name={askingStrings.stateSince(resourceStrings.states[lifecycle])}>
            <Moment moment={since.lifecycle} />
          </Row>
        )}
        <Row name={askingStrings.measured}>
          <Evidence {...state.evidence} />
        </Row>
        {begins === null ? null : (
          <Row name={askingStrings.begins}>
            {tellBeginning(begins.state)}
            {begins.digest === null ? null : (
              <>
                {" "}
                <CommitId id={begins.digest} />
              </>
            )}
          </Row>
        )}
        {serves === null ? null : (
          <Row name={askingStrings.serves}>
            {askingStrings.served(serves.served, serves.records, serves.tokens)}
          </Row>
        )}
      </dl>
      {begins === null ? null : <LeftByRun resource={resource} at={at} />}
    </section>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="faint">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Moment({ moment }: { readonly moment: ResourceStateDocument["since"]["version"] }) {
  if (moment === null) return null;
  return (
    <>
      <CommitId id={moment.commit} href={hrefTo("lineage", [moment.commit])} />{" "}
      <span className="faint">
        <When at={moment.at} />
      </span>
    </>
  );
}

/** The newest of each sort by name; more than a few are counted. */
const MOST = 3;

function Evidence({ runs, assessments, evaluations }: ResourceStateDocument["evidence"]) {
  if (runs === 0 && assessments.length === 0 && evaluations.length === 0)
    return <span className="faint">{askingStrings.measuredNone}</span>;
  const more = Math.max(0, assessments.length - MOST) + Math.max(0, evaluations.length - MOST);
  return (
    <>
      <div>{askingStrings.runs(runs)}</div>
      {assessments.slice(-MOST).map(({ proposal, verdict, at }) => (
        <div key={`${proposal} ${at}`}>
          <a className="link" href={hrefTo("improve", ["proposal", proposal])}>
            {askingStrings.proposal(proposal, reviewStrings.verdictMarks[verdict])}
          </a>
        </div>
      ))}
      {evaluations.slice(-MOST).map(({ commit, dataset, items, at }) => (
        <div key={`${commit} ${at}`}>
          <a className="link" href={hrefTo("lineage", [commit])}>
            {askingStrings.evaluated(items, dataset)}
          </a>
        </div>
      ))}
      {more === 0 ? null : <div className="faint">{askingStrings.moreEvidence(more)}</div>}
    </>
  );
}

/** How much there is of it; what it is stands in the content. */
function tellBeginning(state: unknown): string {
  const files = typeof state === "object" && state !== null && "files" in state ? state.files : null;
  return typeof files === "object" && files !== null ? askingStrings.files(Object.keys(files).length) : "";
}
