import type { StateCreator } from "zustand/vanilla";
import type { JsonObject } from "#core/base/json.ts";
import type { ResourceKey, ResourceKind } from "#core/domain/resource.ts";

/** A resource that was made in place, while another was: both land as one change. */
export type BesideDraft = { readonly name: string; readonly content: JsonObject };

/** A text that was typed in a field and cannot be taken as what stands there, and why. */
export type UnreadText = { readonly text: string; readonly fault: "json" | "object" | "taken" };
/** By the place in the content that they are meant for. */
export type UnreadTexts = Readonly<Partial<Record<string, UnreadText>>>;

/** A whole resource as it is being written: a new one, or an edit of one that is there. Not committed yet. */
export type FormDraft = {
  /** It goes there, whichever branch is shown by then [L15]. */
  readonly branch: string;
  readonly kind: ResourceKind;
  /** As typed; of one that is there, its own. */
  readonly name: string;
  /** The version that was last held against it; null for a new one. */
  readonly base: string | null;
  readonly copiedFrom: { readonly resource: ResourceKey; readonly version: string } | null;
  /** As it was when it was opened. */
  readonly opened: JsonObject;
  /** In the form of its kind, or on the way there: a number that is being typed may be an empty text. */
  readonly content: JsonObject;
  /** What is typed as JSON while it cannot be read as that. */
  readonly json: string | null;
  /** What is typed in fields of the form while it cannot be read: the content holds what could be read before. */
  readonly unread: UnreadTexts;
  readonly beside: BesideDraft | null;
  readonly message: string;
};

/**
 * One for each resource, by its key, and one for each kind that is new and each copy, by `new/KIND`
 * and what it is a copy of. Kept here and not in the form: going
 * elsewhere and coming back must not lose what was typed [L22].
 */
export type FormSlice = {
  readonly forms: Readonly<Partial<Record<string, FormDraft>>>;
  readonly setForm: (key: string, draft: FormDraft | null) => void;
};

export const createFormSlice: StateCreator<FormSlice> = (set) => ({
  forms: {},
  setForm: (key, draft) =>
    set(({ forms }) => {
      const { [key]: _before, ...others } = forms;
      return { forms: draft === null ? others : { ...others, [key]: draft } };
    }),
});
