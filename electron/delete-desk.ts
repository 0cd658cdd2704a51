import { shell } from "electron";
import { deleteWorkspace, requireDeletable, type Deleted } from "#core/app/workspace/delete-workspace.ts";

type Wish = {
  readonly folder: string;
  readonly name: string;
  /** The window that asks shows it, and goes with it. */
  readonly isOwn: boolean;
};

type Around = {
  readonly letGo: (folder: string) => Promise<void>;
  readonly take: <T>(folder: string, work: () => Promise<T>) => Promise<T>;
  readonly forget: () => void;
  readonly tell: (error: unknown) => Promise<void>;
};

/**
 * Deletes a workspace into the system's trash, closed first where it is open here. The window that asks for its own workspace is
 * answered before it goes; what fails after that is told in a box.
 */
export async function deleteFrom({ folder, name, isOwn }: Wish, around: Around): Promise<Deleted> {
  const facts = requireDeletable(folder, name);
  const work = async (): Promise<Deleted> =>
    await around.take(folder, async () => {
      await around.letGo(folder);
      const trash = async (path: string): Promise<void> => await shell.trashItem(path);
      const deleted = await deleteWorkspace(folder, { name, host: "desktop", trash });
      around.forget();
      return deleted;
    });
  if (!isOwn) return await work();
  setImmediate(() => void work().catch(around.tell));
  return { ...facts, holder: null, isTrashed: true };
}
