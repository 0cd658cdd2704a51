import { useCallback } from "react";
import { useBranches } from "#renderer/store/use-branches.ts";
import { TOPICS } from "#renderer/store/topics.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/** Has the workspace show another branch; the toast leads back to the one before. */
export function useSwitchBranch(): (branch: string) => void {
  const act = useAct();
  const shown = useBranches().find(({ isCurrent }) => isCurrent)?.name ?? null;
  return useCallback(
    (branch) => {
      const show = async (name: string): Promise<boolean> => {
        const done = await act(async (client) => await client.branches.switch({ name }), TOPICS);
        if (!done.ok) toastProblem(done.error);
        return done.ok;
      };
      void show(branch).then((isDone) => {
        if (!isDone) return;
        const back = { label: branchStrings.back(shown ?? ""), run: () => void show(shown ?? "") };
        toastDone(branchStrings.shown(branch), shown === null || shown === branch ? undefined : back);
      });
    },
    [act, shown],
  );
}

/** A row of the palette for each branch that could be shown instead. */
export function useBranchCommands(): readonly Command[] {
  const switchTo = useSwitchBranch();
  return useBranches()
    .filter(({ isCurrent }) => !isCurrent)
    .map(({ name }) => ({
      id: `show-branch-${name}`,
      title: branchStrings.show(name),
      group: branchStrings.group,
      run: () => switchTo(name),
    }));
}
