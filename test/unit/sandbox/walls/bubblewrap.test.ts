import { expect, it } from "vitest";
import { createBubblewrapWall } from "#core/sandbox/walls/bubblewrap.ts";
import { toWallView } from "#core/sandbox/walls/view.ts";

it("shows the program what it may see and nothing else, the links among it as links", () => {
  const command = createBubblewrapWall("/usr/bin/bwrap")?.wrap({ file: "/usr/bin/node", args: ["-v"] }, [
    "/read/",
  ]);
  const { folders, files, links } = toWallView(["/usr/bin/node"], ["/read/"]);
  const args = command?.args ?? [];
  const given = (flag: string) =>
    args.flatMap((arg, at) => (arg === flag ? [args.slice(at + 1, at + 3)] : []));
  expect(command?.file).toBe("/usr/bin/bwrap");
  expect(given("--ro-bind")).toEqual([...folders, ...files].map((path) => [path, path]));
  expect(given("--symlink")).toEqual(links.map(({ path, target }) => [target, path]));
  expect(args.slice(-5)).toEqual(["--remount-ro", "/", "--", "/usr/bin/node", "-v"]);
});
