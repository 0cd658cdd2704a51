import { getAt, jsonEquals, type JsonObject } from "#core/base/json.ts";
import type { FormDraft, UnreadText, UnreadTexts } from "#renderer/store/form-slice.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import type { Faults } from "./find-faults.ts";

/** What is wrong with each. */
const SAID: Readonly<Record<UnreadText["fault"], string>> = {
  json: resourceStrings.notJson,
  object: formStrings.jsonBroken,
  taken: formStrings.nameTwice,
};

/** The texts that stand in fields and are no part of the content: as long as there is one, nothing lands [L23]. */
export function findUnread({ unread }: Pick<FormDraft, "unread">): Faults {
  return Object.fromEntries(
    Object.entries(unread).flatMap(([path, kept]) => (kept === undefined ? [] : [[path, SAID[kept.fault]]])),
  );
}

/** With the text of a place, or without it for null. */
export function withUnread(unread: UnreadTexts, path: string, kept: UnreadText | null): UnreadTexts {
  const { [path]: _before, ...others } = unread;
  return kept === null ? others : { ...others, [path]: kept };
}

/** Those of a list of which a member was taken out: what stood behind it has moved up. */
export function withoutMember(unread: UnreadTexts, list: string, at: number): UnreadTexts {
  return Object.fromEntries(
    Object.entries(unread).flatMap(([path, kept]) => {
      const rest = path.startsWith(`${list}/`) ? path.slice(list.length + 1) : null;
      const member = Number(rest?.split("/", 1)[0]);
      if (rest === null || !(member >= at)) return [[path, kept]];
      const below = rest.includes("/") ? rest.slice(rest.indexOf("/")) : "";
      return member === at ? [] : [[`${list}/${member - 1}${below}`, kept]];
    }),
  );
}

/** Those whose value is still what it was when they were typed: where another was put there since, that one counts. */
export function stillUnread(unread: UnreadTexts, before: JsonObject, after: JsonObject): UnreadTexts {
  return Object.fromEntries(
    Object.entries(unread).filter(([path]) => {
      const [old, now] = [getAt(before, path), getAt(after, path)];
      return old === now || (old !== undefined && now !== undefined && jsonEquals(old, now));
    }),
  );
}
