import { Select } from "@mantine/core";
import { tellBranch } from "#renderer/navigation/tell-branch.ts";
import type { Branches } from "#renderer/store/shared-queries.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import type { StartDraft } from "./start-draft.ts";
import "./branch-choice.css";

type BranchChoiceProps = {
  readonly draft: StartDraft;
  readonly set: (change: Partial<StartDraft>) => void;
  readonly branches: Branches;
};

/** On which branch, with what runs and waits on each; where there is one alone nobody chooses. */
export function BranchChoice({ draft, set, branches }: BranchChoiceProps) {
  if (branches.length < 2) return null;
  const noteOf = (name: string): string => {
    const found = branches.find((each) => each.name === name);
    return found === undefined ? "" : tellBranch(found);
  };
  return (
    <Select
      label={branchStrings.branch}
      value={draft.branch}
      onChange={(branch) => set({ branch: branch ?? draft.branch })}
      data={branches.map(({ name }) => name)}
      renderOption={({ option: { value } }) => (
        <span className="start-branch">
          <span className="truncate">
            <ShownText text={value} />
          </span>
          <span className="faint">{noteOf(value)}</span>
        </span>
      )}
      description={noteOf(draft.branch)}
      inputWrapperOrder={["label", "input", "description"]}
      allowDeselect={false}
    />
  );
}
