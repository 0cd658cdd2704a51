import { dirname } from "node:path";
import { CHILD_ENVIRONMENT } from "#core/sandbox/child-environment.ts";
import type { SystemWall } from "#core/sandbox/confinement.ts";
import { findTool, toWallView } from "./view.ts";
import type { WallView } from "./view.ts";

/** Where the small file system that becomes the program's root is put: it is there on every Linux, and in nobody's way. */
const ROOT = "/sys";

const NAMESPACES = ["--mount", "--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child"];
const RIGHTS = ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"];

/**
 * Linux's namespaces, through the few tools that nearly every distribution has. As a user they take a namespace of
 * users too, whose root may mount; root itself can do without. Null where a tool is missing.
 */
export function createNamespaceWall(who: "as-user" | "as-root"): SystemWall | null {
  const setpriv = findTool("setpriv");
  const unshare = findTool("unshare");
  const chroot = findTool("chroot");
  const shell = findTool("sh");
  if (setpriv === null || unshare === null || chroot === null || shell === null) return null;
  const users = who === "as-user" ? ["--user", "--map-root-user"] : [];
  return {
    name: "namespaces",
    wrap: ({ file, args }, readPaths) => {
      const script = buildRoot({ setpriv, chroot }, toWallView([file, setpriv], readPaths));
      // The first word ends all of it when we end: unshare with us, and everything in the namespace with unshare [T11].
      return {
        file: setpriv,
        args: [
          ...["--pdeathsig", "KILL", "--", unshare, ...users, ...NAMESPACES, "--"],
          ...[shell, "-c", script, "sh", file, ...args],
        ],
      };
    },
  };
}

type Tools = { readonly setpriv: string; readonly chroot: string };

/** A script that puts up the view as a root of its own, and runs its arguments there without any rights. */
function buildRoot({ setpriv, chroot }: Tools, { folders, files, links }: WallView): string {
  const inRoot = (path: string): string => quote(ROOT + path);
  const parents = [...files, ...links.map(({ path }) => path)].map((path) => dirname(path));
  // A folder may be on a file system with these flags already, which a user can't take off: so they are always on.
  const bind = (path: string): string => `mount -o bind,ro,nosuid,nodev ${quote(path)} ${inRoot(path)}`;
  const environment = Object.entries(CHILD_ENVIRONMENT).map(([name, value]) => quote(`${name}=${value}`));
  return [
    "set -e",
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin",
    `mount -t tmpfs -o mode=755 sandbox ${ROOT}`,
    `mkdir -p ${[...folders, ...parents].map(inRoot).join(" ")}`,
    ...files.map((path) => `: > ${inRoot(path)}`),
    ...links.map(({ path, target }) => `ln -s ${quote(target)} ${inRoot(path)}`),
    ...[...folders, ...files].map(bind),
    `mount -o remount,bind,ro ${ROOT}`,
    `exec env -i ${environment.join(" ")} ${quote(chroot)} ${ROOT} ${quote(setpriv)} ${RIGHTS.join(" ")} -- "$@"`,
  ].join("\n");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
