import { filesContract } from "#core/contract/files.ts";
import { toRead, toWrite } from "#core/app/context.ts";
import { exportFiles } from "#core/app/registry/export-files.ts";
import { requirePerson } from "./require-person.ts";

const os = toWrite(filesContract);
const reads = toRead(filesContract);

export const filesHandlers = {
  apply: os.apply.handler(async ({ input, context }) => {
    requirePerson(context.caller, "bring files in");
    // What only reads is not made to load what runs.
    const { applyFiles } = await import("#core/app/registry/apply-files.ts");
    return applyFiles(context, input);
  }),
  export: reads.export.handler(({ input, context }) => exportFiles(context, input)),
};
