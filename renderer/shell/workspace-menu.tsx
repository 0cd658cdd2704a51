import { Menu, Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { Keys } from "#renderer/navigation/keys.tsx";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery, type Windows } from "./windows-query.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import "./workspace-menu.css";

/** Which workspace this is: its name, and behind that where it lies and how to come to another one. */
export function WorkspaceMenu({ folder }: { readonly folder: string }) {
  const { queries } = useApp();
  const windows = useQuery(windowsQuery).data;
  const name = workspaceName(folder);
  const button = (
    <button
      type="button"
      className="workspace-menu"
      title={showHiddenSigns(folder)}
      aria-label={workspaceStrings.menu(name)}
    >
      <span className="truncate">{name}</span>
      <IconChevronDown size={12} stroke={1.8} aria-hidden="true" />
    </button>
  );
  // Where there is nothing to choose from it is no menu.
  if (windows?.canOpen !== true)
    return (
      <Popover
        position="bottom-start"
        width={320}
        trapFocus
        returnFocus
        onOpen={() => queries.retry(windowsQuery.key)}
      >
        <Popover.Target>{button}</Popover.Target>
        <Popover.Dropdown aria-label={workspaceStrings.menu(name)} className="workspace-note">
          <Place folder={folder} />
          <OneFolder />
        </Popover.Dropdown>
      </Popover>
    );
  return (
    <Menu position="bottom-start" width={320} onOpen={() => queries.retry(windowsQuery.key)}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Place folder={folder} />
        </Menu.Label>
        <Menu.Divider />
        <Opening windows={windows} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Place({ folder }: { readonly folder: string }) {
  return (
    <>
      {workspaceStrings.liesIn}
      <span className="workspace-menu-folder mono">
        <ShownText text={folder} />
      </span>
    </>
  );
}

function Opening({ windows: { recent, actions } }: { readonly windows: Windows }) {
  const { store } = useApp();
  const { act, open } = useOpenWorkspaces();
  const ask = (action: "new" | "open"): void => {
    // A program with boxes of the system's asks there.
    if (actions.includes(action)) act(action);
    else store.getState().openOverlay(`workspace-${action}`);
  };
  return (
    <>
      <Menu.Item onClick={() => ask("new")} rightSection={<Keys of="workspace-new" />}>
        {workspaceStrings.actions.new}
      </Menu.Item>
      <Menu.Item onClick={() => ask("open")} rightSection={<Keys of="workspace-open" />}>
        {workspaceStrings.actions.open}
      </Menu.Item>
      {actions.includes("show-folder") ? (
        <Menu.Item onClick={() => act("show-folder")}>{workspaceStrings.actions["show-folder"]}</Menu.Item>
      ) : null}
      {recent.length === 0 ? null : (
        <>
          <Menu.Divider />
          <Menu.Label>{workspaceStrings.recent}</Menu.Label>
          {recent.map(({ name, folder }) => (
            <Menu.Item key={folder} title={showHiddenSigns(folder)} onClick={() => void open(folder)}>
              {name}
              <span className="workspace-menu-place truncate">
                <ShownText text={folder} />
              </span>
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => act("clear-recent")}>
            {workspaceStrings.actions["clear-recent"]}
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => store.getState().openOverlay("workspace-delete")}>
        {workspaceStrings.deleteMenu}
      </Menu.Item>
      {actions.includes("close") ? (
        <Menu.Item onClick={() => act("close")}>{workspaceStrings.actions.close}</Menu.Item>
      ) : null}
    </>
  );
}

/** Of a host that holds one folder; it says how another is served. */
function OneFolder() {
  return (
    <div className="workspace-menu-note">
      {workspaceStrings.oneFolder}
      <code className="mono">{workspaceStrings.start}</code>
      <code className="mono">{workspaceStrings.serve}</code>
    </div>
  );
}
