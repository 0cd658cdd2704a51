import { filesContract } from "#core/contract/files.ts";
import { toRead, toWrite } from "#core/app/context.ts";
import { exportFiles } from "#core/app/registry/export-files.ts";
import { branchNamed, commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";

const os = toWrite(filesContract);
const reads = toRead(filesContract);

export const filesHandlers = {
  apply: os.apply.handler(async ({ input, context }) => {
    requirePerson(context.caller, "bring files in");
    const { store } = context;
    const { branch: named, base: commit, ...asked } = input;
    // Named before anything is waited for [S23].
    const branch = branchNamed(store, named);
    const base = commit === undefined ? undefined : commitNamed(store, commit);
    // What only reads is not made to load what runs.
    const { applyFiles } = await import("#core/app/registry/apply-files.ts");
    return applyFiles(context, { ...asked, branch, base });
  }),
  export: reads.export.handler(({ input: { at, ...asked }, context }) =>
    exportFiles(context, { ...asked, commit: commitNamed(context.store, at) }),
  ),
};
