import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import "./toolbars.css";

export type ListToolbarProps = {
  /** "head", or the commit that is looked at: what is made is made at head. */
  readonly at: string;
  readonly children?: ReactNode;
};

/** What can be done with the registry as a whole, beside its title: each a component of its own. */
export function ListToolbar({ at, children }: ListToolbarProps) {
  return (
    <>
      <span className="pane-spacer" />
      <div className="resource-toolbar" role="group" aria-label={resourceStrings.listToolbar}>
        {children}
        {at === "head" ? (
          <Button leftSection={<IconPlus size={14} />} onClick={() => navigate(hrefTo("resources", ["new"]))}>
            {formStrings.new}
          </Button>
        ) : null}
      </div>
    </>
  );
}
