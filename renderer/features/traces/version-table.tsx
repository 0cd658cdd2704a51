import type { TimelineDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { shortId } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";

type System = NonNullable<TimelineDocument["system"]>;

/** Every version that took part, each with the way to it as it was then. */
export function VersionTable({ system }: { readonly system: System | null }) {
  if (system === null) return <p className="span-note">{tracesStrings.noVersions}</p>;
  return (
    <>
      <dl className="span-facts">
        <div className="span-fact">
          <dt>{tracesStrings.system}</dt>
          <dd className="mono" title={system.closure}>
            {shortId(system.closure)}
          </dd>
        </div>
        <div className="span-fact">
          <dt>{tracesStrings.roles.model}</dt>
          <dd>{system.model}</dd>
        </div>
      </dl>
      <ul className="version-table">
        {system.versions.map((version) => (
          <VersionRow key={version.resource} version={version} />
        ))}
      </ul>
    </>
  );
}

function VersionRow({ version }: { readonly version: System["versions"][number] }) {
  const { resource, label, commit, isAtHead } = version;
  return (
    <li className="version">
      {commit === null ? (
        <span className="mono truncate">{resource}</span>
      ) : (
        <a className="link mono truncate" href={hrefTo("resources", resource.split("/"), { at: commit })}>
          {resource}
        </a>
      )}
      <span className="number" title={version.version}>
        {label ?? shortId(version.version)}
      </span>
      <span className="version-state">
        {isAtHead ? (
          <span className="faint">{tracesStrings.atHead}</span>
        ) : (
          <Mark meaning="stale">{label === null ? tracesStrings.notLive : tracesStrings.changedSince}</Mark>
        )}
      </span>
    </li>
  );
}
