import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useBranches } from "#renderer/store/use-branches.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { tellBranch } from "#renderer/navigation/tell-branch.ts";
import { useSwitchBranch } from "#renderer/navigation/use-switch-branch.ts";
import "./branch-menu.css";

/** Which branch is shown, and behind that the others; where there is one alone it is only its name. */
export function BranchMenu({ branch }: { readonly branch: string }) {
  const branches = useBranches();
  const switchTo = useSwitchBranch();
  if (branches.length < 2) return <span className="faint">{branch}</span>;
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <button type="button" className="branch-menu" aria-label={branchStrings.choose(branch)}>
          <span className="truncate">
            <ShownText text={branch} />
          </span>
          <IconChevronDown size={12} stroke={1.8} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="branch-menu-list">
        <Menu.Label>{branchStrings.switchTo}</Menu.Label>
        {branches.map((each) => (
          <Menu.Item
            key={each.name}
            aria-current={each.isCurrent ? "true" : undefined}
            leftSection={
              each.isCurrent ? (
                <IconCheck size={14} stroke={1.8} aria-hidden="true" />
              ) : (
                <span className="branch-menu-blank" />
              )
            }
            rightSection={<span className="faint branch-menu-note">{tellBranch(each)}</span>}
            onClick={() => {
              if (!each.isCurrent) switchTo(each.name);
            }}
          >
            <span className="truncate branch-menu-name" title={each.name}>
              <ShownText text={each.name} />
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
