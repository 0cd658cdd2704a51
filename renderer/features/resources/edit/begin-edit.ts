import type { JsonObject } from "#core/base/json.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";

/** The form of a resource that is there, as it begins. */
export function beginEdit(resource: Resource, branch: string): FormDraft {
  const content = resource.content as JsonObject; // As every content is.
  const { kind, name, version } = resource;
  return {
    branch,
    kind,
    name,
    base: version,
    copiedFrom: null,
    opened: content,
    content,
    json: null,
    unread: {},
    beside: null,
    message: "",
  };
}
