import { spawnSync } from "node:child_process";
import { accessSync, constants, globSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";

/** What the search may look at, handed in so that a test can lay out a machine. */
export type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  /** Runs a command with its output shown; true when it exits with 0. */
  readonly run: (command: string, args: readonly string[]) => boolean;
};

/** The shell is the same Chromium without a desktop's window around it: the same tests take a quarter less time. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
/** Debian's packages, the first one that can be had. */
const PACKAGES = ["chromium-headless-shell", "chromium"];
const FONTS = "fonts-dejavu-core";

/** Fixed places of systems that do not put browsers on the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/** Where Playwright keeps the browsers it downloads, when $PLAYWRIGHT_BROWSERS_PATH does not say. */
const PLAYWRIGHT_CACHE: Partial<Record<NodeJS.Platform, string>> = {
  linux: ".cache/ms-playwright",
  darwin: "Library/Caches/ms-playwright",
  win32: "AppData/Local/ms-playwright",
};

const PLAYWRIGHT_BINARIES = [
  "chromium-*/chrome-linux*/chrome",
  "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
  "chromium-*/chrome-win*/chrome.exe",
];

/**
 * The path of a Chromium: $CHROMIUM_PATH, else one of the system, else Playwright's. Where there is none, root on
 * Debian installs it; anybody else gets an AppError with the command to type. Never null: end-to-end tests that
 * skip for want of a browser would prove nothing.
 */
export function requireChromium(machine: Machine = thisMachine()): string {
  const found = findChromium(machine) ?? installChromium(machine);
  if (found !== null) return found;
  throw new AppError("not-found", "The end-to-end tests need Chromium, and none was found.", {
    hint: installHint(machine),
  });
}

function findChromium(machine: Machine): string | null {
  const named = machine.env["CHROMIUM_PATH"] ?? "";
  if (named !== "") {
    if (isExecutable(named)) return named;
    throw new AppError("not-found", `CHROMIUM_PATH is ${named}, where there is no executable file.`, {
      hint: "Correct or unset CHROMIUM_PATH.",
    });
  }
  return findOnSystem(machine) ?? findPlaywrights(machine);
}

function findOnSystem({ env, platform }: Machine): string | null {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(PLACES[platform] ?? [])].find(isExecutable) ?? null;
}

function findPlaywrights({ env, platform, home }: Machine): string | null {
  const cache = env["PLAYWRIGHT_BROWSERS_PATH"] ?? join(home, PLAYWRIGHT_CACHE[platform] ?? "");
  const binaries = globSync(PLAYWRIGHT_BINARIES, { cwd: cache }).map((path) => join(cache, path));
  // The highest build number last: of several the newest is taken.
  const collator = new Intl.Collator("en", { numeric: true });
  return binaries.filter(isExecutable).toSorted(collator.compare).at(-1) ?? null;
}

function installChromium(machine: Machine): string | null {
  if (!machine.isRoot || !machine.isDebian) return null;
  console.log(`No Chromium found; installing it: ${PACKAGES.join(", else ")}`);
  const install = (name: string): boolean =>
    machine.run("apt-get", ["install", "-y", "--no-install-recommends", name, FONTS]);
  return machine.run("apt-get", ["update"]) && PACKAGES.some(install) ? findOnSystem(machine) : null;
}

function installHint({ isDebian, isRoot }: Machine): string {
  const apt = `${isRoot ? "" : "sudo "}apt-get install -y --no-install-recommends ${PACKAGES.at(-1)} ${FONTS}`;
  const command = isDebian ? apt : "npx playwright install chromium";
  return `Type: ${command}, or set CHROMIUM_PATH to the executable file of a Chromium or Chrome.`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function thisMachine(): Machine {
  return {
    env: process.env,
    platform: process.platform,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    isDebian: readsAsDebian(),
    run: (command, args) => {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], env }).status === 0;
    },
  };
}

function readsAsDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
