import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchElectron } from "#core/host/start/fetch-electron.ts";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

const VERSION = "45.0.0";
const ZIP_NAME = `electron-v${VERSION}-${process.platform}-${process.arch}.zip`;

/** An archive of one file, stored as it is. */
function makeZip(name: string, body: Buffer): Buffer {
  const sizes = Buffer.alloc(12);
  [crc32(body), body.length, body.length].forEach((value, at) => sizes.writeUInt32LE(value >>> 0, at * 4));
  const names = Buffer.from([name.length, 0, 0, 0]);
  const local = Buffer.concat([
    Buffer.from("504b03041400000000000000 2100".replace(" ", ""), "hex"),
    sizes,
    names,
    Buffer.from(name),
    body,
  ]);
  const central = Buffer.concat([
    Buffer.from("504b010214031400000000000000 2100".replace(" ", ""), "hex"),
    sizes,
    names,
    Buffer.alloc(6),
    Buffer.from([0, 0, 0, 0]).fill(0),
    Buffer.alloc(4),
    Buffer.from(name),
  ]);
  central.writeUInt32LE((0o100755 << 16) >>> 0, 38);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const zip = makeZip(process.platform === "linux" ? "electron" : "other", Buffer.alloc(3_000_000, "x"));
let tree: PlantedTree;
let mirror: Server;
let requests: string[];

/** Electron's package as it is installed, of a version of ours. */
function plantPackage(checksum: string): string {
  const folder = join(tree.root, "electron");
  mkdirSync(folder);
  cpSync("node_modules/electron/install.js", join(folder, "install.js"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "electron", version: VERSION }));
  writeFileSync(join(folder, "checksums.json"), JSON.stringify({ [ZIP_NAME]: checksum }));
  symlinkSync(join(process.cwd(), "node_modules"), join(tree.root, "node_modules"), "junction");
  return folder;
}

beforeEach(async () => {
  tree = plantTree({});
  requests = [];
  mirror = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.writeHead(200, { "content-length": zip.length }).end(zip);
  });
  await new Promise<void>((resolve) => mirror.listen(0, "127.0.0.1", resolve));
  process.env["ELECTRON_MIRROR"] = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}/`;
  process.env["electron_config_cache"] = join(tree.root, "cache");
  process.env["XDG_CACHE_HOME"] = join(tree.root, "cache");
});
afterEach(() => {
  for (const name of ["ELECTRON_MIRROR", "electron_config_cache", "XDG_CACHE_HOME"]) delete process.env[name];
  mirror.close();
  mirror.closeAllConnections();
  tree.remove();
});

const sha = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

describe("[M4] Electron", () => {
  it.runIf(process.platform === "linux")(
    "is fetched once, with its size and how far it has come",
    async () => {
      const folder = plantPackage(sha(zip));
      const said: string[] = [];
      const path = await fetchElectron((line) => said.push(line), folder);
      expect(readFileSync(path)).toHaveLength(3_000_000);
      expect(said[0]).toBe(`Fetching Electron ${VERSION} for the desktop app, once…`);
      expect(said.at(-1)).toBe("  100 % of 3.0 MB");
      expect(requests).toEqual([expect.stringContaining(ZIP_NAME)]);
    },
  );

  it("that is not what its package knows is refused", async () => {
    const folder = plantPackage("0".repeat(64));
    await expect(fetchElectron(() => undefined, folder)).rejects.toMatchObject({ code: "not-found" });
  });

  it("that cannot be had is told with the reason, and where else it could come from", async () => {
    const folder = plantPackage(sha(zip));
    await new Promise<void>((resolve) => mirror.close(() => resolve()));
    await expect(fetchElectron(() => undefined, folder)).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringMatching(/could not be fetched \(.*ECONNREFUSED.*\)/),
      hint: expect.stringContaining("ELECTRON_MIRROR"),
    });
  });
});
