import { expect, it } from "vitest";
import { confineNode } from "#core/sandbox/confine-node.ts";

const OPTIONS = { args: ["a"], readPaths: ["/read/"], maxHeapMb: 64 } as const;

it("puts Node and all its flags behind the system's wall where there is one, and starts it bare where there is none", () => {
  const bare = confineNode("/child.ts", OPTIONS, null);
  expect([bare.file, bare.args.slice(-2)]).toEqual([process.execPath, ["/child.ts", "a"]]);
  expect(bare.args).toContain("--permission");
  const walled = confineNode("/child.ts", OPTIONS, {
    name: "namespaces",
    wrap: ({ file, args }, readPaths) => ({ file: "wall", args: [...readPaths, file, ...args] }),
  });
  expect(walled).toEqual({ file: "wall", args: ["/read/", bare.file, ...bare.args] });
});
