import { RESOURCE_KINDS } from "#core/domain/resource.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { hrefTo, navigate } from "./route.ts";

/** Making a resource of each kind, from anywhere. */
export function newResourceCommands(): readonly Command[] {
  return RESOURCE_KINDS.map((kind) => ({
    id: `new-${kind}`,
    title: `${formStrings.newOf[kind]}…`,
    group: resourceStrings.group,
    run: () => navigate(hrefTo("resources", ["new", kind])),
  }));
}
