import { expect, it } from "vitest";
import {
  findUnreadTargets,
  readStanding,
  type FolderHandle,
} from "#renderer/features/resources/files/read-standing.ts";

type Tree = { readonly [name: string]: File | Tree };

/** A folder that a browser hands out, of which reading is all that is asked. */
function toHandle(tree: Tree): FolderHandle {
  const entries = Object.entries(tree).map(([name, each]) => {
    const getFile = async (): Promise<File> => await Promise.resolve(each as File);
    return [
      name,
      each instanceof File
        ? { kind: "file" as const, getFile }
        : { kind: "directory" as const, ...toHandle(each) },
    ] as const;
  });
  return { entries: () => toAsync(entries) };
}

async function* toAsync<T>(items: readonly T[]) {
  for (const item of items) yield await Promise.resolve(item);
}

it("what stands in a folder and is no text is not taken for one, nor written over", async () => {
  const broken = new File([new Uint8Array([0xff, 0xfe, 0x00])], "clerk.md");
  const there = await readStanding(
    toHandle({
      prompts: { "clerk.md": broken, "sorter.md": new File(["Sort."], "sorter.md") },
      notes: { "a.md": new File(["Mine."], "a.md") },
    }),
  );
  expect(there.files).toEqual([{ path: "prompts/sorter.md", text: "Sort." }]);
  const exported = {
    files: [
      { path: "prompts/clerk.md", text: "New" },
      { path: "prompts/new.md", text: "New" },
    ],
  };
  expect(findUnreadTargets(exported, there).map(({ file }) => file)).toEqual(["prompts/clerk.md"]);
});
