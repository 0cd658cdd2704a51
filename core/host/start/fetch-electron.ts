import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { reachOut } from "#core/app/models/reach-out.ts";
import { ELECTRON_PACKAGE, findElectron } from "./electron-binary.ts";

type Progress = { readonly transferred: number; readonly total?: number };

/** The part of @electron/get that is used: it downloads into a cache of its own, and checks what came. */
type Downloader = {
  readonly downloadArtifact: (wanted: {
    readonly version: string;
    readonly artifactName: "electron";
    readonly platform: string;
    readonly arch: string;
    /** As the package's installer takes it, or it would not find what came. */
    readonly cacheRoot: string | undefined;
    readonly checksums: unknown;
    readonly downloadOptions: {
      readonly quiet: true;
      readonly getProgressCallback: (progress: Progress) => Promise<void>;
    };
  }) => Promise<string>;
};

/**
 * Fetches the executable of the installed version, which its package knows the checksum of, and says how large it is and how
 * far it has come. It is kept: the next start finds it. Throws not-found with what went wrong.
 */
export async function fetchElectron(
  tell: (line: string) => void,
  packageFolder: string = ELECTRON_PACKAGE,
): Promise<string> {
  try {
    await download(tell, packageFolder);
    await unpack(packageFolder);
  } catch (cause) {
    throw new AppError("not-found", `Electron could not be fetched (${describe(cause)}).`, {
      hint: "It comes from GitHub; ELECTRON_MIRROR names another place for it, ELECTRON_BINARY one that is here already.",
      cause,
    });
  }
  const path = findElectron({}, packageFolder);
  if (path !== null) return path;
  throw new AppError("not-found", "Electron was fetched, but its executable file is not where it belongs.");
}

/** Into the cache that the package unpacks from. */
async function download(tell: (line: string) => void, packageFolder: string): Promise<void> {
  reachOut();
  const { version } = readJson(join(packageFolder, "package.json")) as { readonly version: string };
  tell(`Fetching Electron ${version} for the desktop app, once…`);
  // By its package, as it is no dependency of ours; with it comes what its own installer would use.
  const { downloadArtifact } = createRequire(join(packageFolder, "package.json"))(
    "@electron/get",
  ) as Downloader;
  await downloadArtifact({
    version,
    artifactName: "electron",
    platform: process.platform,
    arch: process.env["npm_config_arch"] ?? process.arch,
    cacheRoot: process.env["electron_config_cache"],
    checksums: readJson(join(packageFolder, "checksums.json")),
    downloadOptions: { quiet: true, getProgressCallback: tellQuarters(tell) },
  });
}

/** Its size at the first piece, then each quarter: as much as a log can bear. */
function tellQuarters(tell: (line: string) => void): (progress: Progress) => Promise<void> {
  let told = -1;
  return async ({ transferred, total }) => {
    const hasSize = total !== undefined && total > 0;
    const quarter = hasSize ? Math.floor((transferred / total) * 4) : 0;
    if (quarter > told) tell(hasSize ? `  ${quarter * 25} % of ${toMegabytes(total)}` : "  of unknown size");
    told = Math.max(told, quarter);
    return Promise.resolve();
  };
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

async function unpack(packageFolder: string): Promise<void> {
  const installer = spawn(process.execPath, [join(packageFolder, "install.js")], {
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  let said = "";
  installer.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    installer.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(said.trim().split("\n", 1)[0] ?? "its installer failed");
}

/** The innermost reason: around it there is only that the fetch failed. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.cause instanceof Error) return describe(thrown.cause);
  return (thrown.message === "" ? thrown.name : thrown.message).split("\n", 1)[0] ?? "";
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8")) as unknown;
}
