import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { type Resource, resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { PartialNote, Ready } from "#renderer/ui/states.tsx";
import { CodeText } from "./variable/code-text.tsx";
import { ResourceContent } from "./content/resource-content.tsx";
import { EditingContext, type Editing } from "./variable/editing.ts";
import type { Drafting } from "./variable/use-draft.ts";
import { ResourceToolbar } from "./toolbar/resource-toolbar.tsx";

type ResourcePaneProps = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly drafting: Drafting;
  readonly onHead: () => void;
};

type Reading = "read" | "json";

/** One resource's content, to be read; each variable of it can be edited in its place. */
export function ResourcePane({ resource, at, drafting, onHead }: ResourcePaneProps) {
  const { queries } = useApp();
  const query = resourceAtQuery(resource, at);
  const shown = useQuery(query);
  const [reading, setReading] = useState<Reading>("read");
  const isHead = at === "head";
  const tools = (
    <ResourceToolbar resource={resource} at={at} shown={shown.data}>
      <SegmentedControl
        aria-label={resourceStrings.view}
        value={reading}
        onChange={setReading}
        data={[
          { value: "read", label: resourceStrings.asRead },
          { value: "json", label: resourceStrings.asJson },
        ]}
      />
    </ResourceToolbar>
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
        {(found) =>
          reading === "json" ? (
            <CodeText code={JSON.stringify(found.content, null, 2)} />
          ) : (
            <EditingContext value={toEditing(found, { isHead, drafting })}>
              <ResourceContent resource={found} />
            </EditingContext>
          )
        }
      </Ready>
    </Pane>
  );
}

type EditParts = Pick<ResourcePaneProps, "drafting"> & { readonly isHead: boolean };

function toEditing(resource: Resource, { isHead, drafting }: EditParts): Editing {
  return {
    resource: `${resource.kind}/${resource.name}`,
    version: resource.version,
    variables: new Map(resource.variables.map((variable) => [variable.pointer, variable])),
    canEdit: isHead,
    drafting,
  };
}
