import { createContext, useContext } from "react";
import { assertDefined } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { FormDraft, UnreadTexts } from "#renderer/store/form-slice.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import type { Faults } from "./find-faults.ts";

/** What the fields of a form read and write. */
export type FormFields = {
  readonly draft: FormDraft;
  readonly content: JsonObject;
  readonly faults: Faults;
  /** Everything that can be chosen from: what is archived is not. */
  readonly registry: Resources;
  /** By what it is by then: an answer may come after something else was typed. */
  readonly editContent: (edit: (content: JsonObject) => JsonObject) => void;
  readonly setContent: (content: JsonObject) => void;
  readonly editUnread: (edit: (unread: UnreadTexts) => UnreadTexts) => void;
  readonly change: (change: Partial<FormDraft>) => void;
};

export const FormContext = createContext<FormFields | null>(null);

export function useFormFields(): FormFields {
  return assertDefined(useContext(FormContext), "the form's context");
}
