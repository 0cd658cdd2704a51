/** Where the window is shown, and the sentence that says why. */
export type Surface = { readonly kind: "browser" | "address"; readonly reason: string };

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The browser where there is a display; without one the address has to be opened from elsewhere. */
export function chooseSurface({ platform, env }: Machine): Surface {
  if (hasDisplay({ platform, env })) {
    return {
      kind: "browser",
      reason: "The desktop app is not part of this installation: the window opens in your browser.",
    };
  }
  return {
    kind: "address",
    reason:
      "There is no display here, and the desktop app is not part of this installation: open the address in a browser of this machine (from another one: ssh -L PORT:127.0.0.1:PORT).",
  };
}

/** Windows and macOS always have one; elsewhere a desktop session says so, unless it is reached over SSH. */
function hasDisplay({ platform, env }: Machine): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => (name ?? "") !== "");
}
