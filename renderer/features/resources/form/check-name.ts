import {
  isResourceKey,
  resourceNameSchema,
  toResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";

/** What is wrong with a name for a new resource of a kind; null where nothing is. `taken`: the keys there are, archived ones too. */
export function checkName(kind: ResourceKind, name: string, taken: ReadonlySet<string>): string | null {
  if (name === "") return formStrings.nameNeeded;
  if (isResourceKey(name)) {
    const [named = "", rest = ""] = name.split("/");
    return named === kind ? formStrings.nameWithKind(rest) : formStrings.nameOfOther(named);
  }
  if (!resourceNameSchema.safeParse(name).success) return formStrings.nameForm;
  return taken.has(toResourceKey(kind, name)) ? formStrings.nameTaken(toResourceKey(kind, name)) : null;
}

/** The nearest thing to what was typed that is a name; null where nothing is left of it. */
export function suggestName(typed: string): string | null {
  const name = typed
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
  return resourceNameSchema.safeParse(name).success ? name : null;
}
