import { verifyApart } from "#core/store/verify-apart.ts";
import { toRead } from "#core/app/context.ts";
import { workspaceContract } from "#core/contract/workspace.ts";
import { readLicences } from "#core/app/licences.ts";

const reads = toRead(workspaceContract);

export const workspaceHandlers = {
  info: reads.info.handler(({ context: { folder, store } }) => ({
    folder,
    head: store.headBranch.commit(),
    branch: store.headBranch.name(),
    commits: store.commits.count(),
  })),
  freshAddress: reads.freshAddress.handler(({ context: { freshAddress } }) => ({
    url: freshAddress(),
  })),
  licences: reads.licences.handler(() => ({ text: readLicences() })),
  reportBug: reads.reportBug.handler(({ input, context: { reportBug } }) => {
    const bug = new Error(`In the window: ${input.message}`);
    bug.stack = `${bug.message}\n${input.stack}`;
    reportBug(bug);
    return {};
  }),
  verify: reads.verify.handler(async ({ context: { paths } }) => verifyApart(paths.database)),
};
