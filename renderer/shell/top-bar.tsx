import { IconSearch } from "@tabler/icons-react";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { sessionsQuery, workspaceQuery } from "#renderer/store/shared-queries.ts";
import { GROWING_MS, usePolling } from "#renderer/store/use-polling.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { formatCount, formatUsd } from "#renderer/text/format.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { BranchMenu } from "./branch-menu.tsx";
import { Keys } from "#renderer/navigation/keys.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { modelQuery, spendQuery } from "#renderer/navigation/top-bar-queries.ts";
import { WorkspaceMenu } from "./workspace-menu.tsx";
import "./top-bar.css";

const connectionOf = (state: AppState) => state.connection;

/** Where one is: workspace, head, model, what it cost; and the way to everything else. */
export function TopBar() {
  const { store } = useApp();
  const workspace = useQuery(workspaceQuery).data;
  return (
    <header className="top">
      <dl className="top-facts">
        {workspace === undefined ? null : (
          <>
            <div className="top-fact">
              <dt className="visually-hidden">{shellStrings.workspace}</dt>
              <dd>
                <WorkspaceMenu folder={workspace.folder} />
              </dd>
            </div>
            <div className="top-fact">
              <dt>{shellStrings.head}</dt>
              <dd>
                <CommitId id={workspace.head} href={hrefTo("lineage", [workspace.head])} />
                <BranchMenu branch={workspace.branch} />
              </dd>
            </div>
          </>
        )}
        <ModelFact />
        <SpendFact />
      </dl>
      <div className="top-spacer" />
      <Connection />
      <button type="button" className="top-palette" onClick={() => store.getState().openOverlay("palette")}>
        <IconSearch size={14} stroke={1.8} aria-hidden="true" />
        <span className="top-palette-text">{shellStrings.openPalette}</span>
        <Keys of="palette" />
      </button>
    </header>
  );
}

function ModelFact() {
  const model = useQuery(modelQuery).data;
  if (model === undefined || model === null) return null;
  return (
    <div className="top-fact">
      <dt>{shellStrings.model}</dt>
      <dd>
        <ModelName model={model} />
      </dd>
    </div>
  );
}

function SpendFact() {
  const spend = useQuery(spendQuery).data;
  const isRunning = useQuery(sessionsQuery).data?.some(({ state }) => state === "running") === true;
  usePolling(spendQuery.key, { isOn: isRunning, everyMs: GROWING_MS });
  if (spend === undefined) return null;
  return (
    <div className="top-fact top-spend">
      <dt>{shellStrings.spend}</dt>
      {spend === null ? (
        <dd className="faint">{shellStrings.noSpend}</dd>
      ) : (
        <dd className="number" title={shellStrings.spendTitle}>
          <span>{formatUsd(spend.all)}</span>
          <span className="faint truncate">
            {shellStrings.calls(spend.calls)}
            {spend.newest === null
              ? `, ${shellStrings.noSpend}`
              : `, ${shellStrings.spendOf(spend.newest.session, formatCount(spend.newest.calls))}`}
          </span>
        </dd>
      )}
    </div>
  );
}

function Connection() {
  const connection = useAppState(connectionOf);
  if (connection === "open") return null;
  return (
    <output className="top-connection">
      {connection === "connecting" ? (
        <Mark meaning="running">{shellStrings.connecting}</Mark>
      ) : (
        <Mark meaning="undecided">{shellStrings.lost}</Mark>
      )}
    </output>
  );
}
