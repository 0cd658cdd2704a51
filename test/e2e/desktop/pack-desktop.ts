import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { prepareDesktop } from "#core/host/start/build-desktop.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";

const ROOT = join(import.meta.dirname, "../../..");

export type PackedDesktop = {
  /** app.asar; what is unpacked lies beside it. */
  readonly archive: string;
  /** What would be Electron's executable file. */
  readonly binary: string;
  /** Chromium's words, by language. */
  readonly locales: string;
  /** What the builder said while it packed. */
  readonly said: string;
  readonly remove: () => void;
};

/** What Electron's executable has in it for the fuses: this text, a version, their number, and one digit for each. */
const FUSE_WIRE = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009100111111");

/**
 * Packs the built desktop app for this machine by electron-builder.yml, around a folder that only looks like Electron:
 * the real one is a download.
 */
export async function packDesktop(): Promise<PackedDesktop> {
  await prepareRenderer(() => undefined);
  await prepareDesktop(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), "autogenesis-package-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const config = parse(readFileSync(join(ROOT, "electron-builder.yml"), "utf8")) as Record<string, unknown>;
    const output = join(folder, "out");
    const directories = { ...(config["directories"] as object), output };
    const packing = { ...config, directories, electronDist: plantElectron(join(folder, "electron")) };
    writeFileSync(join(folder, "config.json"), JSON.stringify(packing));
    const said = await runBuilder(["--linux", "--dir", "--config", join(folder, "config.json")]);
    const unpacked = join(output, "linux-unpacked");
    return {
      archive: join(unpacked, "resources/app.asar"),
      binary: join(unpacked, "autogenesis-studio"),
      locales: join(unpacked, "locales"),
      said,
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function plantElectron(folder: string): string {
  for (const sub of ["resources", "locales"]) mkdirSync(join(folder, sub), { recursive: true });
  writeFileSync(join(folder, "electron"), FUSE_WIRE, { mode: 0o755 });
  writeFileSync(join(folder, "version"), "0.0.0");
  for (const language of ["de", "en-US"]) writeFileSync(join(folder, "locales", `${language}.pak`), "");
  return folder;
}

async function runBuilder(args: readonly string[]): Promise<string> {
  const bin = join(ROOT, "node_modules/electron-builder/cli.js");
  const builder = spawn(process.execPath, [bin, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [builder.stdout, builder.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    builder.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`electron-builder ended with ${code}:\n${said}`);
  return said;
}
