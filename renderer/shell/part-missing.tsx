import { Button } from "@mantine/core";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { EmptyState } from "#renderer/ui/states.tsx";

const connectionOf = (state: AppState) => state.connection;

/** Files that failed once are not asked for again by this page: a page that is loaded anew does, once the host is there. */
export function PartMissing() {
  const isOpen = useAppState(connectionOf) === "open";
  return (
    <EmptyState
      title={shellStrings.partMissingTitle}
      action={
        <Button disabled={!isOpen} onClick={() => globalThis.location.reload()}>
          {shellStrings.loadAgain}
        </Button>
      }
    >
      {shellStrings.partMissingText}
    </EmptyState>
  );
}
