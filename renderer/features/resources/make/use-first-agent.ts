import { isUsable } from "#core/domain/lifecycle.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";

/** Where there was no agent, the one that was made is the workspace's: nobody is asked the same twice [L24]. */
export function useFirstAgent(before: Resources): (name: string) => void {
  const act = useAct();
  const hasAgent = before.some(({ kind, state }) => kind === "agent" && isUsable(state));
  return (agent) => {
    if (hasAgent) return;
    void act(async (client) => await client.settings.save({ agent }), ["settings"]).then((saved) => {
      if (!saved.ok) toastProblem(saved.error);
    });
  };
}
