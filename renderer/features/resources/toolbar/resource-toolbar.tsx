import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { LifecycleMenu } from "#renderer/features/resources/lifecycle/lifecycle-menu.tsx";
import type { AskedStep } from "#renderer/features/resources/lifecycle/steps-from.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { RunButton } from "#renderer/features/resources/run/run-button.tsx";
import { TakeOut } from "#renderer/features/resources/take-out/take-out.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./toolbars.css";

export type ResourceToolbarProps = {
  readonly resource: ResourceKey;
  /** "head", or the commit that is looked at. */
  readonly at: string;
  /** As it is there; undefined until it is read. */
  readonly shown: Resource | undefined;
  /** It is being edited as a whole, where what it is read by is of no use. */
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  readonly onStep: (step: AskedStep) => void;
  /** How it is read, chosen at the end of the line. */
  readonly children: ReactNode;
};

/** What can be done with the resource that is shown: in the order of how often it is meant, each a component of its own. */
export function ResourceToolbar(props: ResourceToolbarProps) {
  const { resource, at, shown, isEditing, onEdit, onStep, children } = props;
  const isNow = at === "head" && shown !== undefined;
  return (
    <>
      <span className="faint truncate resources-description">
        {shown === undefined ? null : <ShownText text={shown.description} />}
      </span>
      <span className="pane-spacer" />
      <div className="resource-toolbar" role="group" aria-label={resourceStrings.toolbar}>
        <RunButton resource={resource} at={at} shown={shown} />
        {isNow && !isEditing && shown.state !== "archived" ? (
          <Button
            leftSection={<IconPencil size={14} />}
            aria-label={formStrings.editWhole(resource)}
            onClick={onEdit}
          >
            {resourceStrings.edit}
          </Button>
        ) : null}
        {isNow && !isEditing ? (
          <LifecycleMenu resource={resource} state={shown.state} onStep={onStep} />
        ) : null}
        <TakeOut resource={resource} at={at} shown={shown} />
        {children}
      </div>
    </>
  );
}
