import type { Json, JsonObject } from "#core/base/json.ts";
import type { NeighbourFiles } from "./neighbour-files.ts";

/** What is around an assertion. */
export type Asserting = {
  readonly variables: JsonObject;
  readonly files: NeighbourFiles;
  /** Where references of the form #/… lead. */
  readonly root: Json;
  /** Told of checks inside a set that were left out. */
  readonly report: (reason: string) => void;
};
