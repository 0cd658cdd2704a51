import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { SessionConfig } from "#core/domain/session.ts";
import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import { buildSessionConfig } from "./session-config.ts";

/**
 * What a session that is started now would be, as far as settings go: agent and dataset stand for any. Throws
 * config-invalid where none could be started.
 */
export function usualSession(layers: {
  readonly workspace: WorkspaceConfig["session"];
  /** Of the usual dataset; null where there is none. */
  readonly scorer: Scorer | null;
  readonly overrides?: Readonly<Record<string, Json>>;
}): SessionConfig {
  const asked = {
    ...{ agent: "agent/any", dataset: "any", iterations: 12, seed: 1 },
    ...{ approve: "ask", report: "none", caps: {}, model: null },
  };
  return buildSessionConfig({ overrides: {}, ...layers, asked });
}
