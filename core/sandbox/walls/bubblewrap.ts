import { CHILD_ENVIRONMENT } from "#core/sandbox/child-environment.ts";
import type { SystemWall } from "#core/sandbox/confinement.ts";
import { findTool, toWallView } from "./view.ts";

const FLAGS = [
  ...["--unshare-user-try", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"],
  ...["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"],
];

/** Bubblewrap, where it is installed: one program that does it all, and has a policy of its own on some systems. */
export function createBubblewrapWall(bubblewrap = findTool("bwrap")): SystemWall | null {
  if (bubblewrap === null) return null;
  return {
    name: "bubblewrap",
    wrap: ({ file, args }, readPaths) => {
      const { folders, files, links } = toWallView([file], readPaths);
      return {
        file: bubblewrap,
        args: [
          ...FLAGS,
          ...Object.entries(CHILD_ENVIRONMENT).flatMap(([name, value]) => ["--setenv", name, value]),
          ...[...folders, ...files].flatMap((path) => ["--ro-bind", path, path]),
          ...links.flatMap(({ path, target }) => ["--symlink", target, path]),
          ...["--remount-ro", "/", "--", file, ...args],
        ],
      };
    },
  };
}
