import { useState } from "react";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { useAppState } from "#renderer/store/app-context.ts";
import { toConnection, type ConnectionDraft } from "./connection-draft.ts";
import { faultsOfRefusal, type Faults } from "./connection-faults.ts";
import { layChanges } from "./lay-changes.ts";
import { useConnections } from "./use-connections.ts";

type Saved = {
  readonly draft: ConnectionDraft;
  /** As the form was opened: what differs from it is what is changed. */
  readonly begun: ConnectionDraft;
  readonly isNew: boolean;
  /** Keys that were typed in, by their names. */
  readonly typed: Readonly<Record<string, string>>;
};

/** Saves a connection, then its keys; what was refused is kept until it is taken back, by field where it names fields. */
export function useSaveConnection() {
  const { isBusy, change } = useConnections();
  const dropTry = useAppState((state) => state.dropTry);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refusedOf, setRefusedOf] = useState<Faults | null>(null);
  const save = async ({ draft, begun, isNew, typed }: Saved): Promise<boolean> => {
    const { name, keys } = draft;
    const refused = await change(async (client) => {
      const after = toConnection(draft);
      const listed = isNew ? [] : await client.connections.list();
      const now = listed.find((each) => each.name === name)?.declared ?? null;
      const connection = now === null ? after : layChanges(now, toConnection(begun), after);
      await client.connections.save({ name, connection, grant: true });
    });
    setProblem(refused);
    setRefusedOf(refused === null ? null : faultsOfRefusal(refused.message, name));
    if (refused !== null) return false;
    // What it answered before says nothing of what it is now.
    dropTry(name);
    for (const key of keys ?? []) {
      const given = (typed[key] ?? "").trim();
      if (given === "") continue;
      const failed = await change(
        async (client) => await client.connections.setKey({ name: key, key: given }),
      );
      if (failed !== null) toastProblem(failed);
    }
    toastDone(connectionStrings.savedAs(name));
    return true;
  };
  return { isBusy, problem, refusedOf, save, takeBack: () => setRefusedOf(null) };
}
