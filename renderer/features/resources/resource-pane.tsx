import { Button } from "@mantine/core";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { LoadingState, PartialNote, Ready } from "#renderer/ui/states.tsx";
import { EditForm } from "./edit/edit-form.tsx";
import type { AskedStep } from "./lifecycle/steps-from.ts";
import type { Reading } from "./toolbar/resource-menu.tsx";
import { ResourceToolbar } from "./toolbar/resource-toolbar.tsx";
import { CodeText } from "./variable/code-text.tsx";
import type { Drafting } from "./variable/use-draft.ts";
import { ResourceReading } from "./resource-reading.tsx";

type ResourcePaneProps = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly drafting: Drafting;
  /** It is being edited as a whole. */
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  /** Leaves the edit, whose draft stays. */
  readonly onRead: () => void;
  readonly onStep: (step: AskedStep) => void;
  readonly onHead: () => void;
};

/** One resource: its content to be read, each variable of it edited in its place, or the whole of it in a form. */
export function ResourcePane(props: ResourcePaneProps) {
  const { resource, at, drafting, onEdit, onRead, onStep, onHead } = props;
  const { queries } = useApp();
  const query = resourceAtQuery(resource, at);
  const shown = useQuery(query);
  const branch = useShownBranch();
  const draft = useAppState(({ forms }) => forms[resource]);
  const [reading, setReading] = useState<Reading>("read");
  const isHead = at === "head";
  const isEditing = props.isEditing && isHead;
  const tools = (
    <ResourceToolbar
      resource={resource}
      at={at}
      shown={shown.data}
      isEditing={isEditing}
      onEdit={onEdit}
      onRead={onRead}
      reading={reading}
      onReading={setReading}
      onStep={onStep}
    />
  );
  return (
    <Pane id="resource" title={resource} tools={tools}>
      {isHead ? null : (
        <PartialNote>
          {resourceStrings.atCommit} <CommitId id={at} href={hrefTo("lineage", [at])} />.{" "}
          {resourceStrings.notAnEditableMoment}{" "}
          <Button className="resources-head-button" onClick={onHead}>
            {resourceStrings.atHead}
          </Button>
        </PartialNote>
      )}
      <Ready of={shown} onRetry={() => queries.retry(query.key)}>
        {(found) => {
          if (reading === "json" && !isEditing)
            return <CodeText code={JSON.stringify(found.content, null, 2)} />;
          if (branch === null) return <LoadingState />;
          if (isEditing) return <EditForm shown={found} branch={branch} onLeave={onRead} />;
          return (
            <ResourceReading
              found={found}
              branch={branch}
              isHead={isHead}
              draft={isHead ? draft : undefined}
              drafting={drafting}
              onEdit={onEdit}
            />
          );
        }}
      </Ready>
    </Pane>
  );
}
