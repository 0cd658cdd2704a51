import { workspacePaths } from "#core/app/workspace/paths.ts";
import { dialHolder } from "./dial-holder.ts";

/** A new address for a browser from whoever serves this workspace to browsers; null where nobody does. */
export async function askFreshAddress(folder: string): Promise<string | null> {
  const holder = await dialHolder(workspacePaths(folder).lock);
  if (holder === null) return null;
  try {
    return (await holder.client.workspace.freshAddress()).url;
  } finally {
    await holder.close();
  }
}
