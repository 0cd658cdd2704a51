/** Where the window is shown, and the sentence that says why. */
export type Surface =
  | { readonly kind: "desktop"; readonly electron: string; readonly reason: string }
  | { readonly kind: "browser" | "address"; readonly reason: string };

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Electron's executable file, or null. */
  readonly electron: string | null;
  readonly isRoot: boolean;
};

/**
 * The desktop app where there are a display and Electron; else the browser; without a display the address has to be
 * opened from elsewhere.
 */
export function chooseSurface(machine: Machine): Surface {
  const { electron } = machine;
  if (!hasDisplay(machine)) {
    return {
      kind: "address",
      reason:
        "There is no display here: open the address in a browser of this machine (from another one: ssh -L PORT:127.0.0.1:PORT).",
    };
  }
  if (electron === null) {
    return {
      kind: "browser",
      reason:
        "Electron is not installed: the window opens in your browser. `npm start -- --desktop` fetches it.",
    };
  }
  if (machine.platform === "linux" && machine.isRoot) {
    return { kind: "browser", reason: "Electron does not run as root: the window opens in your browser." };
  }
  return { kind: "desktop", electron, reason: "The desktop app opens; closing its window stops it." };
}

/** Windows and macOS always have one; elsewhere a desktop session says so, unless it is reached over SSH. */
export function hasDisplay({ platform, env }: Pick<Machine, "platform" | "env">): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => (name ?? "") !== "");
}
