import { workersSchema } from "#core/domain/session.ts";
import type { WorkspaceConfig } from "./workspace-config.ts";

/** In how many threads runs are made where nobody is asked; undefined for as many as the machine runs at once. */
export function usualWorkers({ session }: Pick<WorkspaceConfig, "session">): number | undefined {
  return workersSchema.safeParse(session["workers"]).data;
}
