import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { AskedStep } from "#renderer/features/resources/lifecycle/steps-from.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { RunButton } from "#renderer/features/resources/run/run-button.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ResourceMenu, type Reading } from "./resource-menu.tsx";
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
  /** Leaves the edit. */
  readonly onRead: () => void;
  readonly reading: Reading;
  readonly onReading: (reading: Reading) => void;
  readonly onStep: (step: AskedStep) => void;
};

/** What can be done with the resource that is shown, in the order of how often it is meant; the rest in one menu. */
export function ResourceToolbar(props: ResourceToolbarProps) {
  const { resource, at, shown, isEditing, onEdit, onRead, reading, onReading, onStep } = props;
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
        {isEditing || reading === "json" ? (
          <Button onClick={isEditing ? onRead : () => onReading("read")}>{resourceStrings.asRead}</Button>
        ) : null}
        <ResourceMenu
          resource={resource}
          at={at}
          shown={shown}
          isEditing={isEditing}
          reading={reading}
          onReading={onReading}
          onStep={onStep}
        />
      </div>
    </>
  );
}
