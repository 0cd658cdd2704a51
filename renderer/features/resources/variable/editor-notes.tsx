import { useBranches } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
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

/** Where the text goes: said where there are several branches, and louder where another one is shown by now. */
export function BranchNote({ branch }: { readonly branch: string }) {
  const branches = useBranches();
  if (branches.length < 2) return null;
  const shown = branches.find(({ isCurrent }) => isCurrent)?.name ?? branch;
  return shown === branch ? (
    <div className="editor-bound">
      <ShownText text={branchStrings.goesTo(branch)} />
    </div>
  ) : (
    <div className="editor-bound editor-elsewhere" role="status">
      <ShownText text={branchStrings.goesElsewhere(branch, shown)} />
    </div>
  );
}
