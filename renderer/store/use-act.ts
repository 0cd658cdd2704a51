import { useCallback } from "react";
import { err, ok, type Result } from "#core/base/result.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useApp } from "./app-context.ts";
import { toProblem } from "./problem.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import type { Topic } from "./topics.ts";

/**
 * Changes something through the contract. What the change makes old is read again at once, event or not. Failures are
 * answered, not thrown: the caller shows them (`toastProblem`) or puts them where they belong.
 */
export function useAct() {
  const { client, queries } = useApp();
  return useCallback(
    async <T>(
      ask: (client: WorkspaceClient) => Promise<T>,
      changes: readonly Topic[],
    ): Promise<Result<T, Problem>> => {
      try {
        const value = await ask(client);
        queries.invalidate(changes);
        return ok(value);
      } catch (thrown) {
        return err(toProblem(thrown));
      }
    },
    [client, queries],
  );
}
