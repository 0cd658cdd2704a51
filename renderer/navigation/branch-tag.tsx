import { useHasBranches } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** On which branch something is, where there are several. */
export function BranchTag({ branch }: { readonly branch: string }) {
  if (!useHasBranches()) return null;
  return (
    <Tag meaning="neutral" title={branchStrings.on(branch)}>
      <span className="improve-branch truncate">
        <ShownText text={branch} />
      </span>
    </Tag>
  );
}
