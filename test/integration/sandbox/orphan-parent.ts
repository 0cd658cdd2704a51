import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { findSystemWall } from "#core/sandbox/walls/system.ts";
import { innermostProcess } from "#test/support/innermost-process.ts";
import { neverAborted, openSandbox, toRun } from "./open-sandbox.ts";

// A program for orphans.test.ts. It prints its child's pid, then either ends as programs do, without disposing of
// anything ("ends"), or stays in a call that holds the child in native code for minutes ("hangs").

const findWall = process.argv[3] === "walled" ? findSystemWall : () => null;
const { sandbox, started } = openSandbox({}, createNodeProcessHost(findWall));
const code = `const run = async (hangs, host) => { await host.announce(); return hangs ? Array(4294967295).join("") : 1; };`;
const host = {
  announce: () => {
    process.stdout.write(`${innermostProcess(started[0]?.pid ?? 0)}\n`);
    return Promise.resolve(null);
  },
};
const input = process.argv[2] === "hangs";
await sandbox.run(toRun(code, { input, capabilities: ["announce"], host, timeoutMs: 600_000 }), neverAborted);
