import { AppError } from "#core/base/app-error.ts";
import { sha256 } from "#core/base/hash.ts";
import type { Json } from "#core/base/json.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { versionText } from "#core/store/versions.ts";
import { bundledPrompts } from "#core/app/bundled.ts";

/** A resource that this version of the program ships, whether or not a workspace has it. */
export type BuiltIn = { readonly version: string; readonly resource: ResourceContent };
export type BuiltIns = ReadonlyMap<ResourceKey, BuiltIn>;

/** Everything that this version ships for any workspace. Throws content-invalid where the program's own files are damaged. */
export function readBuiltIns(): BuiltIns {
  return toBuiltIns(
    [...bundledPrompts()].map(([name, content]) => [toResourceKey("prompt", name), content] as const),
  );
}

/** The same, read when it is first asked for. */
export function onceRead(read: () => BuiltIns): () => BuiltIns {
  let found: BuiltIns | null = null;
  return () => {
    found ??= read();
    return found;
  };
}

export function toBuiltIns(contents: Iterable<readonly [ResourceKey, Json]>): BuiltIns {
  return new Map([...contents].map(([key, content]) => [key, toBuiltIn(key, content)]));
}

function toBuiltIn(key: ResourceKey, content: Json): BuiltIn {
  const parsed = parseContent(splitResourceKey(key).kind, content);
  if (parsed.ok) return { version: sha256(versionText(key, parsed.value)), resource: parsed.value };
  throw new AppError("content-invalid", `The program's own ${key} is damaged: ${parsed.error.join("; ")}`, {
    hint: "Install the program anew.",
  });
}
