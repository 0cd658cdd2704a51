import { isJsonObject, jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import { compileMarks } from "./compile-marks.ts";

export type CompiledChange = {
  readonly edits: readonly AskedEdit[];
  /** The versions that were read. */
  readonly read: Readonly<Record<string, string>>;
};

/** The edits that make of the registry what a form says; none where it says what is there already. */
export function compileEdits(draft: FormDraft): CompiledChange {
  const resource = toResourceKey(draft.kind, draft.name);
  if (draft.base === null) return { edits: [...besideEdits(draft), ...newEdits(draft, resource)], read: {} };
  const { opened, content } = draft;
  const read = { [resource]: draft.base };
  if (jsonEquals(opened, content)) return { edits: besideEdits(draft), read };
  // Marks are edits of their own: two people who lock different words do not overwrite each other.
  const edits: readonly AskedEdit[] = isOnlyMask(opened, content)
    ? compileMarks(resource, opened, content)
    : [{ type: "update", resource, content }];
  return { edits: [...besideEdits(draft), ...edits], read };
}

/** Whether there is anything to lose. */
export function isChanged({ opened, content, json, unread, beside, name, base }: FormDraft): boolean {
  return (
    json !== null ||
    Object.keys(unread).length > 0 ||
    beside !== null ||
    !jsonEquals(opened, content) ||
    (base === null && name.trim() !== "")
  );
}

function isOnlyMask({ mask: _old, ...before }: JsonObject, { mask: _new, ...after }: JsonObject): boolean {
  return jsonEquals(before, after);
}

/** What it is for is said once, of the agent, unless it was said of the prompt too. */
function besideEdits({ beside, content }: FormDraft): readonly AskedEdit[] {
  if (beside === null) return [];
  const described =
    beside.content["description"] === "" && typeof content["description"] === "string"
      ? { ...beside.content, description: content["description"] }
      : beside.content;
  return [{ type: "register", resource: toResourceKey("prompt", beside.name), content: described }];
}

function newEdits({ copiedFrom, opened, content }: FormDraft, resource: ResourceKey): readonly AskedEdit[] {
  if (copiedFrom === null) return [{ type: "register", resource, content }];
  const copy = { type: "copy", resource, from: copiedFrom.resource, version: copiedFrom.version } as const;
  if (jsonEquals(opened, content)) return [copy];
  const metadata: Json = isJsonObject(content["metadata"]) ? content["metadata"] : {};
  // An update is the whole content: where the copy came from stays part of it.
  return [copy, { type: "update", resource, content: { ...content, metadata: { ...metadata, copiedFrom } } }];
}
