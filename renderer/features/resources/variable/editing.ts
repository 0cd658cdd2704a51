import { createContext, useContext } from "react";
import { assertDefined } from "#core/base/assert.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Variable } from "./resource-queries.ts";
import type { Drafting } from "./use-draft.ts";

/** What the parts of a content need to know to offer their variable for editing. */
export type Editing = {
  readonly resource: ResourceKey;
  readonly version: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** False at an earlier commit: history is not edited. */
  readonly canEdit: boolean;
  readonly drafting: Drafting;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  return assertDefined(useContext(EditingContext), "the editing context");
}
