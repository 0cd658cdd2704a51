import { Suspense, useEffect } from "react";
import { workspaceName } from "#core/domain/workspace-name.ts";
import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { GoneWorkspace } from "#renderer/store/window-slice.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { workspaceQuery } from "#renderer/store/shared-queries.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { EmptyState, LoadingState } from "#renderer/ui/states.tsx";
import { DeleteWorkspaceDialog } from "./delete-workspace-dialog.tsx";
import { CrashBoundary } from "./crash-boundary.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Licences } from "./licences.tsx";
import { NewWorkspaceDialog } from "./new-workspace-dialog.tsx";
import { OpenWorkspaceDialog } from "./open-workspace-dialog.tsx";
import { OperationsDrawer } from "./operations-drawer.tsx";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import { keepFocus } from "#renderer/navigation/keep-focus.ts";
import { useRoute } from "#renderer/navigation/route.ts";
import { TopBar } from "./top-bar.tsx";
import { StepDialog } from "./step-dialog.tsx";
import { useKeyHandler } from "#renderer/navigation/use-key-handler.ts";
import { useArrival, useDoorCommands } from "./use-door-commands.ts";
import { useShellCommands } from "./use-shell-commands.ts";
import { useAskedByMenu, useWindowCommands } from "./use-window-commands.ts";
import { findView } from "./views.ts";
import "./shell.css";

const goneOf = (state: AppState) => state.goneWorkspace;
/** What of the connection takes the place of the frame: that it is lost and comes back leaves that as it is. */
const endOf = ({ connection }: AppState) =>
  connection === "gone" || connection === "refused" ? connection : null;

/** The frame of the window, and what it listens to and offers. */
export function Shell() {
  return (
    <>
      <Frame />
      <Habits />
    </>
  );
}

/**
 * What the window does without showing it. Commands follow many answers of the host: each of them would draw the whole
 * frame again if that asked for them. After the frame, so that a view's own commands come first.
 */
function Habits() {
  useKeyHandler();
  useEffect(keepFocus, []);
  useShellCommands();
  useDoorCommands();
  useArrival();
  useWindowCommands();
  useAskedByMenu();
  return null;
}

/** Rail, top bar, the view of the address, and the overlays that every view shares. */
function Frame() {
  const route = useRoute();
  const end = useAppState(endOf);
  const gone = useAppState(goneOf);
  const view = findView(route.view);
  const View = view.component;
  if (gone !== null) return <Gone {...gone} />;
  if (end === "gone") return <GoneElsewhere />;
  if (end === "refused") return <Refused />;
  return (
    <div className="shell">
      <Rail active={view.id} />
      <TopBar />
      <main className="shell-main" aria-label={view.title}>
        <CrashBoundary key={view.id}>
          <Suspense fallback={<LoadingState />}>
            <View />
          </Suspense>
        </CrashBoundary>
      </main>
      <Palette />
      <KeySheet />
      <Licences />
      <OperationsDrawer />
      <StepDialog step="undo" />
      <StepDialog step="redo" />
      <NewWorkspaceDialog />
      <OpenWorkspaceDialog />
      <DeleteWorkspaceDialog />
    </div>
  );
}

function Refused() {
  return (
    <main className="shell-refused">
      <EmptyState title={shellStrings.refusedTitle}>{shellStrings.refusedText}</EmptyState>
    </main>
  );
}

/** Another window deleted it. */
function GoneElsewhere() {
  const known = useQuery(workspaceQuery).data;
  return (
    <Gone
      name={known === undefined ? workspaceStrings.thisWorkspace : workspaceName(known.folder)}
      isDefault={false}
    />
  );
}

function Gone({ name, isDefault }: GoneWorkspace) {
  return (
    <main className="shell-refused">
      <EmptyState title={workspaceStrings.deletedHere(name)}>
        {workspaceStrings.deletedHereText}
        {isDefault ? ` ${workspaceStrings.anew}` : ""}
      </EmptyState>
    </main>
  );
}
