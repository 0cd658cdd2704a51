import { resourceStrings } from "#renderer/strings/resources.ts";
import { slotsIn } from "./annotate-text.ts";
import type { Variable } from "./resource-queries.ts";

/** What binds every value of a variable: shown where it is edited, checked by the host. */
export function Bounds({ variable }: { readonly variable: Variable }) {
  const slots = typeof variable.value === "string" ? slotsIn(variable.value) : [];
  return (
    <>
      {variable.locked.length === 0 ? null : (
        <div className="editor-bound">
          {resourceStrings.locksNote}
          {variable.locked.map((lock) => (
            <div key={lock} className="text-locked mono">
              {lock}
            </div>
          ))}
        </div>
      )}
      {slots.length === 0 ? null : (
        <div className="editor-bound">
          {resourceStrings.slotsNote} <span className="mono">{slots.join(" ")}</span>
        </div>
      )}
    </>
  );
}
