import type { ReactNode } from "react";
import { resourceStrings } from "#renderer/strings/resources.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import "./toolbars.css";

export type ListToolbarProps = {
  /** As listed; empty until they are read. */
  readonly resources: Resources;
  /** "head", or the commit that is looked at. */
  readonly at: string;
  readonly children?: ReactNode;
};

/** What can be done with the registry as a whole, beside its title: each a component of its own. */
export function ListToolbar({ resources, children }: ListToolbarProps) {
  return (
    <>
      <span className="faint number">{resources.length === 0 ? null : resources.length}</span>
      <span className="pane-spacer" />
      <div className="resource-toolbar" role="group" aria-label={resourceStrings.listToolbar}>
        {children}
      </div>
    </>
  );
}
