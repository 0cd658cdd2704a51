import type { JsonObject } from "#core/base/json.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { ReadResource } from "./read-resource.ts";
import { findUnknownFields, hasField, tellUnknown } from "./unknown-fields.ts";

type HeldFields = {
  /** Known fields written wrongly or in the wrong place: with any of these nothing lands. */
  readonly problems: readonly FileProblem[];
  /** What is kept, and does nothing. */
  readonly warnings: readonly FileProblem[];
};

type Holding = {
  /** What is in force of a resource; null where nothing is. What it says already is no slip, and comes in as it is. */
  readonly inForce: (key: ResourceKey) => JsonObject | null;
};

/** Every field of files that nobody knows, each with its file, line and pointer [R43]. */
export function holdFields(resources: readonly ReadResource[], { inForce }: Holding): HeldFields {
  const found = resources.flatMap((read) => {
    const before = inForce(read.key);
    return findUnknownFields(splitResourceKey(read.key).kind, read.content).map((field) => ({
      problem: { ...read.place(field.pointer), path: field.pointer, reason: tellUnknown(field) },
      isSlip: field.meant !== null && !hasField(before ?? undefined, field.pointer),
    }));
  });
  return {
    problems: found.filter(({ isSlip }) => isSlip).map(({ problem }) => problem),
    warnings: found.filter(({ isSlip }) => !isSlip).map(({ problem }) => problem),
  };
}
