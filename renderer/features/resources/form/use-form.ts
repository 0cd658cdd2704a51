import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { FormDraft, UnreadTexts } from "#renderer/store/form-slice.ts";
import { stillUnread } from "./unread-texts.ts";

export type Form = {
  /** As it is being written, or as it would begin. */
  readonly draft: FormDraft;
  readonly key: string;
  readonly change: (change: Partial<FormDraft>) => void;
  /** By what it is by then: an answer may come after something else was typed. */
  readonly editContent: (edit: (content: JsonObject) => JsonObject) => void;
  readonly editUnread: (edit: (unread: UnreadTexts) => UnreadTexts) => void;
  readonly drop: () => void;
};

/** The form of a key: what was typed there before, or what it begins with. It is kept from the first change on [L22]. */
export function useForm(key: string, begin: FormDraft): Form {
  const { store } = useApp();
  const kept = useAppState(({ forms }) => forms[key]);
  const now = (): FormDraft => store.getState().forms[key] ?? begin;
  const { setForm } = store.getState();
  const change = (next: Partial<FormDraft>): void => {
    const before = now();
    const { content = before.content } = next;
    setForm(key, { ...before, unread: stillUnread(before.unread, before.content, content), ...next });
  };
  return {
    draft: kept ?? begin,
    key,
    change,
    editContent: (edit) => change({ content: edit(now().content) }),
    editUnread: (edit) => change({ unread: edit(now().unread) }),
    drop: () => setForm(key, null),
  };
}
