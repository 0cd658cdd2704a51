import { createContext, useContext } from "react";
import { assertDefined } from "#core/base/assert.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Variable } from "./resource-queries.ts";
import type { Drafting } from "./use-draft.ts";

/** Sets what binds a variable; it is drawn at once, and lands with the draft that it is part of. */
export type Marks = {
  readonly setLearnable: (pointer: string, learnable: boolean) => void;
  /** Null takes the limit away. */
  readonly setLimit: (pointer: string, maxTokens: number | null) => void;
  readonly lock: (pointer: string, text: string) => void;
  readonly unlock: (pointer: string, text: string) => void;
};

/** What the parts of a content need to know to offer their variable for editing. */
export type Editing = {
  readonly resource: ResourceKey;
  readonly version: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** False at an earlier commit: history is not edited. */
  readonly canEdit: boolean;
  readonly drafting: Drafting;
  /** Null where nothing can be marked: history, and while a variable is being edited by itself. */
  readonly marks: Marks | null;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  return assertDefined(useContext(EditingContext), "the editing context");
}
