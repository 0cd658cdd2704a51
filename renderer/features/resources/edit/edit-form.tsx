import { Button } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { toResourceKey } from "#core/domain/resource.ts";
import { ResourceForm } from "#renderer/features/resources/form/resource-form.tsx";
import { useForm } from "#renderer/features/resources/form/use-form.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { registryQuery, resourceAtQuery, type Resource } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { PartialNote } from "#renderer/ui/states.tsx";
import { beginEdit } from "./begin-edit.ts";

type EditFormProps = {
  readonly shown: Resource;
  readonly branch: string;
  readonly onLeave: () => void;
};

/** The whole of a resource that is there, to be written anew. */
export function EditForm({ shown, branch, onLeave }: EditFormProps) {
  const resource = toResourceKey(shown.kind, shown.name);
  const form = useForm(resource, beginEdit(shown, branch));
  const { draft } = form;
  const registry = useQuery(registryQuery(draft.branch)).data ?? [];
  const now = useQuery(resourceAtQuery(resource, draft.branch)).data;
  const isMoved = now !== undefined && now.version !== draft.base;
  return (
    <ResourceForm
      form={form}
      registry={registry}
      label={formStrings.editWhole(resource)}
      head={() =>
        isMoved ? (
          <PartialNote>
            {formStrings.movedMeanwhile(now.label)}{" "}
            <Button
              size="compact-xs"
              // From here on it is the present version that the text is seen against.
              onClick={() => form.change({ base: now.version, opened: now.content as JsonObject })}
            >
              {resourceStrings.reviewAgainstHead}
            </Button>
          </PartialNote>
        ) : null
      }
      onLeave={onLeave}
      onDone={onLeave}
    />
  );
}
