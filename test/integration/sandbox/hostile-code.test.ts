import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import type { Sandbox } from "#core/sandbox/sandbox.ts";
import { HONEST_CODE, HONEST_INPUT, HONEST_OUTPUT, hostilePayloads } from "#test/support/payloads.ts";
import type { Payload } from "#test/support/payloads.ts";

const MAX_GROWTH_BYTES = 150 * 2 ** 20;
const SECRET = "what only the host may read";
const folder = mkdtempSync(join(tmpdir(), "sandbox-hostile-"));
const readablePath = join(folder, "readable.txt");
const writablePath = join(folder, "written.txt");

let sandbox: Sandbox;
let server: Server;
let connections = 0;
let port: number;
let payloads: ReadonlyMap<string, Payload>;
let rssBefore: number;

beforeAll(async () => {
  writeFileSync(readablePath, SECRET);
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  ({ port } = server.address() as AddressInfo);
  const all = hostilePayloads({ readablePath, writablePath, port, pid: process.pid });
  payloads = new Map(all.map((payload) => [payload.name, payload]));
  // One process, so that the honest call lands where the hostile one was.
  sandbox = createSandbox({ processHost: createNodeProcessHost(), limits: { maxProcesses: 1 } });
  await call(HONEST_CODE);
  rssBefore = process.memoryUsage.rss();
});

afterAll(() => {
  sandbox.dispose();
  server.close();
  rmSync(folder, { recursive: true });
});

const call = (code: string): ReturnType<Sandbox["run"]> =>
  sandbox.run(
    { code, input: HONEST_INPUT, capabilities: [], host: {}, timeoutMs: 400 },
    new AbortController().signal,
  );

const NAMES = hostilePayloads({ readablePath, writablePath, port: 0, pid: 0 }).map(({ name }) => name);

describe("hostile code is contained, and the next honest call works", () => {
  it.each(NAMES)("%s", async (name) => {
    const { code, contained } = payloads.get(name) as Payload;
    const result = await call(code);
    if ("output" in contained)
      expect(result).toMatchObject({ ok: true, value: { output: contained.output } });
    else
      expect(contained).toContain(
        result.ok ? `it answered ${JSON.stringify(result.value)}` : result.error.kind,
      );
    expect(JSON.stringify(result)).not.toContain(SECRET);
    expect(JSON.stringify(result).length).toBeLessThan(20_000);
    expect(await call(HONEST_CODE)).toEqual({ ok: true, value: { output: HONEST_OUTPUT, logs: [] } });
  });

  it("none of it reached a file, the network, our prototypes or our memory", () => {
    expect({
      written: existsSync(writablePath),
      connections,
      polluted: "polluted" in {},
      hasGrown: process.memoryUsage.rss() - rssBefore > MAX_GROWTH_BYTES,
    }).toEqual({ written: false, connections: 0, polluted: false, hasGrown: false });
  });
});

describe("the same code does reach all of that in a plain process, or the rows above would prove nothing", () => {
  const written = join(folder, "control.txt");
  const victim = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1000)"]);
  afterAll(() => victim.kill("SIGKILL"));

  const runPlainly = async (name: string): Promise<string> => {
    const targets = { readablePath, writablePath: written, port, pid: victim.pid ?? -1 };
    const code = hostilePayloads(targets).find((payload) => payload.name === name)?.code ?? "";
    const main = `${code}\nconsole.log(JSON.stringify(await run(${JSON.stringify(HONEST_INPUT)}, {})) ?? "");`;
    rmSync(written, { force: true });
    return (await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", main])).stdout;
  };

  const EFFECTS: readonly (readonly [
    name: string,
    hasHappened: (stdout: string) => Promise<boolean> | boolean,
  ])[] = [
    ["reading a file", (stdout) => stdout.includes(SECRET)],
    ["writing a file", () => existsSync(written)],
    ["opening a TCP connection", () => connections > 0],
    ["starting a process", () => existsSync(written)],
    ["reading the environment", (stdout) => stdout.includes("PATH")],
    ["killing its parent", async () => (victim.signalCode ?? (await once(victim, "exit"))[1]) === "SIGKILL"],
    ["escaping through constructors", (stdout) => stdout.startsWith('["object"')],
  ];
  it.each(EFFECTS)("%s", async (name, hasHappened) => {
    expect(await hasHappened(await runPlainly(name))).toBe(true);
  });
});
