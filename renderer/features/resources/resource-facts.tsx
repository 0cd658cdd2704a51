import type { Json } from "#core/base/json.ts";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { resourceAtQuery, versionsQuery, type Versions } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { When } from "#renderer/ui/when.tsx";
import { contractQuery, type ContractEntry } from "./variable/resource-queries.ts";
import { StateFacts } from "./asking/state-facts.tsx";
import { StateTag } from "./state-tag.tsx";
import { tellConstraint } from "./tell-constraint.ts";
import { findSameVersion } from "./same-version.ts";
import "./resource-facts.css";

type ResourceFactsProps = { readonly resource: ResourceKey; readonly at: string };

/** What is known of a resource beside its content: state, versions, who uses it, what it promises. */
export function ResourceFacts({ resource, at }: ResourceFactsProps) {
  const { queries } = useApp();
  const shown = useQuery(resourceAtQuery(resource, at));
  const versions = useQuery(versionsQuery(resource, "head"));
  const contract = useQuery(contractQuery(resource, at)).data;
  return (
    <Pane id="resource-facts" title={resourceStrings.facts}>
      <Ready of={shown} onRetry={() => queries.retry(resourceAtQuery(resource, at).key)}>
        {({ label, version, state, dependents, content }) => (
          <div className="facts">
            <div className="facts-head">
              <span className="number facts-label">{label}</span>
              <CommitId id={version} canCopy />
              {state === "active" ? (
                <span className="faint">{resourceStrings.states.active}</span>
              ) : (
                <StateTag state={state} />
              )}
            </div>
            <section aria-label={resourceStrings.dependents}>
              <h3 className="facts-title">{resourceStrings.dependents}</h3>
              {dependents.length === 0 ? (
                <span className="faint">{resourceStrings.dependentsNone}</span>
              ) : null}
              {dependents.map((key) => (
                <div key={key}>
                  <a className="mono link" href={hrefTo("resources", key.split("/"))}>
                    {key}
                  </a>
                </div>
              ))}
            </section>
            <StateFacts key={`${resource} ${at}`} resource={resource} at={at} />
            <VersionList resource={resource} versions={versions.data ?? []} shown={{ version, label }} />
            {contract === undefined || contract === null ? null : (
              <Promises entry={contract} content={content} />
            )}
          </div>
        )}
      </Ready>
    </Pane>
  );
}

type VersionListProps = {
  readonly resource: ResourceKey;
  readonly versions: Versions;
  /** A label alone tells no versions of two branches apart. */
  readonly shown: Pick<Versions[number], "version" | "label">;
};

function VersionList({ resource, versions, shown }: VersionListProps) {
  // A step of its life is a commit of its own with the version that was there before.
  const current = versions.findIndex(
    ({ version, label }) => version === shown.version && label === shown.label,
  );
  return (
    <section aria-label={resourceStrings.versions}>
      <h3 className="facts-title">
        {resourceStrings.versions} <span className="faint">{versions.length}</span>
      </h3>
      <ol className="versions">
        {versions.map(({ label, commit, message, at }, index) => (
          <li key={commit}>
            <a
              className="versions-row"
              href={hrefTo("resources", resource.split("/"), { at: index === 0 ? undefined : commit })}
              title={showHiddenSigns(message)}
              {...(index === current ? { "aria-current": "true" as const } : {})}
            >
              <span className="number">{label}</span>
              <span className="truncate" dir="auto">
                <ShownText text={message} />
              </span>
              {findSameVersion(versions, index) === null ? null : (
                <span className="soft">{resourceStrings.sameAs(findSameVersion(versions, index) ?? "")}</span>
              )}
              <span className="faint">
                <When at={at} />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

type PromisesProps = { readonly entry: ContractEntry; readonly content: Json };

function Promises({ entry, content }: PromisesProps) {
  return (
    <>
      <section aria-label={resourceStrings.actions}>
        <h3 className="facts-title">{resourceStrings.actions}</h3>
        {entry.actions.length === 0 ? <span className="faint">{resourceStrings.actionsNone}</span> : null}
        {entry.actions.map(({ name, inputs }) => (
          <div key={name} className="mono facts-action">
            {name}({inputs.map((input) => `${input.name}${input.required ? "" : "?"}`).join(", ")})
          </div>
        ))}
      </section>
      {entry.constraints.length === 0 ? null : (
        <section aria-label={resourceStrings.constraints}>
          <h3 className="facts-title">{resourceStrings.constraints}</h3>
          <ul className="facts-constraints">
            {entry.constraints.map((constraint) => (
              <li key={constraint}>
                <ShownText text={tellConstraint(content, constraint)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
