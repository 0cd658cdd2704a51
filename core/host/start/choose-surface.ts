/** Where the window is shown, and the sentence that says why. */
export type Surface = {
  readonly kind: "desktop" | "browser" | "address";
  readonly reason: string;
};

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Whether the browser was asked for. */
  readonly wantsWeb: boolean;
};

/**
 * The desktop app wherever there is a display, or the browser where that is wanted; without a display, or for root, whom
 * neither serves, the address has to be opened from elsewhere [M4].
 */
export function chooseSurface(machine: Machine): Surface {
  if (!hasDisplay(machine)) {
    return {
      kind: "address",
      reason: "There is no display here: open the address in a browser of this machine.",
    };
  }
  if (machine.platform === "linux" && machine.isRoot) {
    return {
      kind: "address",
      reason: "Neither Electron nor most browsers run as root: open the address as another user.",
    };
  }
  if (machine.wantsWeb) return { kind: "browser", reason: "The window opens in your browser." };
  return { kind: "desktop", reason: "The desktop app opens; closing its window stops it." };
}

/**
 * Windows always has one, and a Mac unless it is reached over SSH. Elsewhere a desktop session says so, and also a display
 * that SSH carries, which somebody asked it to.
 */
export function hasDisplay({ platform, env }: Pick<Machine, "platform" | "env">): boolean {
  if (platform === "win32") return true;
  if (platform === "darwin") return !isSet(env["SSH_CONNECTION"]);
  return isSet(env["DISPLAY"]) || isSet(env["WAYLAND_DISPLAY"]);
}

function isSet(value: string | undefined): boolean {
  return (value ?? "") !== "";
}
