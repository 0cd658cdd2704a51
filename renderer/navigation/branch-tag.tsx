import { useHasBranches } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./branch-tag.css";

/** On which branch something is, where there are several: main as well as the others [L18]. */
export function BranchTag({ branch }: { readonly branch: string }) {
  if (!useHasBranches()) return null;
  return (
    <Tag meaning="neutral" title={branchStrings.on(branch)}>
      <span className="branch-tag truncate">
        <ShownText text={branch} />
      </span>
    </Tag>
  );
}
