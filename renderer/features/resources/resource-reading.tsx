import { toResourceKey } from "#core/domain/resource.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { ResourceContent } from "./content/resource-content.tsx";
import { DraftBar } from "./edit/draft-bar.tsx";
import { drawnResource } from "./marks/drawn-resource.ts";
import { useMarks } from "./marks/use-marks.ts";
import { EditingContext } from "./variable/editing.ts";
import type { Drafting } from "./variable/use-draft.ts";

type ResourceReadingProps = {
  readonly found: Resource;
  readonly branch: string;
  readonly isHead: boolean;
  readonly draft: FormDraft | undefined;
  readonly drafting: Drafting;
  readonly onEdit: () => void;
};

/**
 * A resource as it is read, with its draft drawn into it where it has one. A variable that is edited by itself and a draft
 * of the whole exclude each other: of two texts of the same place only one could land.
 */
export function ResourceReading({ found, branch, isHead, draft, drafting, onEdit }: ResourceReadingProps) {
  const marks = useMarks(found, branch);
  const resource = toResourceKey(found.kind, found.name);
  const drawn = drawnResource(found, draft);
  const isOpen = isHead && found.state !== "archived";
  const hasVariableDraft = drafting.draft?.resource === resource;
  return (
    <>
      {draft === undefined ? null : <DraftBar draft={draft} onEdit={onEdit} />}
      <EditingContext
        value={{
          resource,
          version: found.version,
          variables: new Map(drawn.variables.map((variable) => [variable.pointer, variable])),
          canEdit: isOpen && (draft === undefined || hasVariableDraft),
          drafting,
          marks: isOpen && !hasVariableDraft ? marks : null,
        }}
      >
        <ResourceContent resource={drawn} />
      </EditingContext>
    </>
  );
}
