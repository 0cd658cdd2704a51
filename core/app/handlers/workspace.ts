import { verifyApart } from "#core/store/verify-apart.ts";
import { reads } from "#core/app/context.ts";
import { readLicences } from "#core/app/licences.ts";

export const workspaceHandlers = {
  info: reads.workspace.info.handler(({ context: { folder, store } }) => ({
    folder,
    head: store.headBranch.commit(),
    branch: store.headBranch.name(),
    commits: store.commits.count(),
  })),
  freshAddress: reads.workspace.freshAddress.handler(({ context: { freshAddress } }) => ({
    url: freshAddress(),
  })),
  licences: reads.workspace.licences.handler(() => ({ text: readLicences() })),
  reportBug: reads.workspace.reportBug.handler(({ input, context: { reportBug } }) => {
    const bug = new Error(`In the window: ${input.message}`);
    bug.stack = `${bug.message}\n${input.stack}`;
    reportBug(bug);
    return {};
  }),
  verify: reads.workspace.verify.handler(async ({ context: { paths } }) => verifyApart(paths.database)),
};
