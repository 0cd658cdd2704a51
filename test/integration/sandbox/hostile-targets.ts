import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Targets } from "./hostile-actions.ts";

/** Real files, sockets and a process for hostile code to reach for, and what they have noticed of it. */
export type OpenTargets = {
  readonly targets: Targets;
  /** What is left of being reached; nothing, where every wall stood. */
  readonly traces: () => readonly string[];
  readonly close: () => void;
};

export async function openTargets(): Promise<OpenTargets> {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-fallen-"));
  const at = (name: string): string => join(folder, name);
  const traces: string[] = [];
  const listen = async (address: { port: number; host: string } | { path: string }): Promise<Server> => {
    const server = createServer((socket) => {
      traces.push("a connection");
      socket.on("error", () => undefined).end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    });
    await once(server.listen(address), "listening");
    return server;
  };
  writeFileSync(at("secret.env"), "SECRET=1");
  writeFileSync(at("secret.mjs"), "export const secret = 1;");
  writeFileSync(at("deletable"), "");
  const database = new Database(at("secrets.sqlite"));
  database.exec("CREATE TABLE secrets (x); INSERT INTO secrets VALUES (1)");
  database.close();
  const abstractSocket = process.platform === "linux" ? `\0${folder}` : at("other.sock");
  const servers = await Promise.all([
    listen({ port: 0, host: "127.0.0.1" }),
    listen({ path: at("open.sock") }),
    listen({ path: abstractSocket }),
  ]);
  const udp = createSocket("udp4").on("message", (_text, from) => {
    traces.push("a datagram");
    udp.send("an answer", from.port, from.address);
  });
  udp.bind(0, "127.0.0.1");
  await once(udp, "listening");
  const victim = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1000)"], {
    stdio: "ignore",
  });
  await once(victim, "spawn");
  victim.on("exit", () => traces.push("a process ended"));
  const before = readdirSync(folder).sort().join();

  return {
    targets: {
      folder,
      secretFile: at("secret.env"),
      secretModule: at("secret.mjs"),
      database: at("secrets.sqlite"),
      socketFile: at("open.sock"),
      abstractSocket,
      tcpPort: (servers[0].address() as AddressInfo).port,
      udpPort: udp.address().port,
      parentPid: process.pid,
      victimPid: victim.pid ?? 0,
      addon: findAddon(),
    },
    traces: () => {
      const after = readdirSync(folder).sort().join();
      return after === before ? traces : [...traces, `the folder holds ${after}`];
    },
    close: () => {
      victim.removeAllListeners("exit").kill("SIGKILL");
      for (const server of servers) server.close();
      udp.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A native library that Node would load. */
function findAddon(): string {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("better-sqlite3/package.json")),
    "prebuilds",
  );
  const name = readdirSync(folder).find((file) => file.startsWith(`${process.platform}-${process.arch}`));
  return join(folder, name ?? "none");
}
