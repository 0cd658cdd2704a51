import { openToRead, type ReadOnlyWorkspace } from "#core/app/workspace/open-to-read.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { dialHolder } from "./dial-holder.ts";
import type { Connection } from "./dial-socket.ts";

/**
 * A client that only reads: of the process that holds the workspace when one answers, else of the file as it is, without
 * the lock. Throws workspace-missing, and read-only on a file of an older form, which only writing brings up to date.
 */
export async function connectToRead(
  folder: string,
  reportBug: (error: unknown) => void,
  asImage = true,
): Promise<ReadConnection> {
  const remote = await dialHolder(workspacePaths(folder).lock);
  if (remote !== null) return { ...remote, isCurrent: () => true };
  const { client, close, isCurrent } = openToRead({
    folder,
    reportBug,
    asImage,
  });
  return { client, explain: (thrown) => thrown, close: async () => Promise.resolve(close()), isCurrent };
}

export type ReadConnection = Omit<Connection, "client"> & Pick<ReadOnlyWorkspace, "client" | "isCurrent">;
