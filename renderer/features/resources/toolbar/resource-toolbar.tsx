import type { ReactNode } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { TakeOut } from "#renderer/features/resources/take-out/take-out.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./toolbars.css";

export type ResourceToolbarProps = {
  readonly resource: ResourceKey;
  /** "head", or the commit that is looked at. */
  readonly at: string;
  /** As it is there; undefined until it is read. */
  readonly shown: Resource | undefined;
  /** How it is read, chosen at the end of the line. */
  readonly children: ReactNode;
};

/** What can be done with the resource that is shown: in the order of how often it is meant, each a component of its own. */
export function ResourceToolbar({ resource, at, shown, children }: ResourceToolbarProps) {
  return (
    <>
      <span className="faint truncate resources-description">
        {shown === undefined ? null : <ShownText text={shown.description} />}
      </span>
      <span className="pane-spacer" />
      <div className="resource-toolbar" role="group" aria-label={resourceStrings.toolbar}>
        <TakeOut resource={resource} at={at} shown={shown} />
        {children}
      </div>
    </>
  );
}
