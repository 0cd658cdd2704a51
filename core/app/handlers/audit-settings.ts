import type { AppContext } from "#core/app/context.ts";
import type { SettingsEdit } from "#core/app/workspace/settings-file.ts";

/** What the gate measures by, what may be spent and who is asked is policy: its changes stand in the audit chain [P15]. */
export function auditSettings(
  { store, clock, caller, settings }: Pick<AppContext, "store" | "clock" | "caller" | "settings">,
  edits: readonly SettingsEdit[],
): void {
  if (edits.length === 0) return;
  store.durable(() => {
    const changes = edits.map(({ path, value }) => ({ setting: path.join("."), value }));
    store.audit.append({
      at: clock.now(),
      type: "policy",
      body: { file: settings.path, by: { ...caller }, changes },
    });
  });
}
