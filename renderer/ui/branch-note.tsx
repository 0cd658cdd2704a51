import { branchStrings } from "#renderer/strings/branches.ts";
import { ShownText } from "./shown-text.tsx";
import "./branch-note.css";

type BranchNoteProps = {
  /** Where it goes. */
  readonly branch: string;
  readonly branches: ReadonlyArray<{ readonly name: string; readonly isCurrent: boolean }>;
};

/** Where something goes: said where there are several branches, and louder where another one is shown by now [L15]. */
export function BranchNote({ branch, branches }: BranchNoteProps) {
  if (branches.length < 2) return null;
  const shown = branches.find(({ isCurrent }) => isCurrent)?.name ?? branch;
  return shown === branch ? (
    <div className="branch-note">
      <ShownText text={branchStrings.goesTo(branch)} />
    </div>
  ) : (
    <div className="branch-note branch-note-elsewhere" role="status">
      <ShownText text={branchStrings.goesElsewhere(branch, shown)} />
    </div>
  );
}
