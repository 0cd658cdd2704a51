import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { expect, it } from "vitest";
import { isOwnSocket } from "#core/store/own-file.ts";

it.skipIf(platform() === "win32")(
  "only a socket is dialled: no file, no folder, nothing that is gone",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "own-"));
    const file = join(folder, "file");
    writeFileSync(file, "");
    const socket = join(folder, "socket");
    const server = createServer().listen(socket);
    await once(server, "listening");
    expect([socket, file, folder, join(folder, "gone")].map(isOwnSocket)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    server.close();
    rmSync(folder, { recursive: true });
  },
);
