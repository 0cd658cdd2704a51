import type { Command } from "commander";
import { inspectWorkspace } from "#core/host/cli/call-workspace.ts";
import { returning } from "#core/host/cli/returning.ts";

export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("recompute every hash of the workspace; exit 1 when one does not hold")
    .action(
      returning(async (_options: unknown, command: Command) => {
        const answer = await inspectWorkspace(
          command,
          (client) => client.workspace.verify(),
          ({ ok, checked, firstBroken }) => {
            const counts = `${checked.blobs} blobs, ${checked.versions} versions, ${checked.commits} commits, ${checked.audit} audit entries`;
            if (ok) return `Everything holds: ${counts}.`;
            return `Broken: ${firstBroken?.table} ${firstBroken?.id}, expected ${firstBroken?.expected}, got ${firstBroken?.got}. Checked ${counts}.\nIt is the first that does not hold; others may follow. Nothing was changed: copy the folder before anything else, see with \`log\` and \`resource list\` what can still be read, then restore a backup.`;
          },
        );
        return answer.ok ? 0 : 1;
      }),
    );
}
