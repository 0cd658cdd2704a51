import { neverAborted, openSandbox, toRun } from "./open-sandbox.ts";

// A program for orphans.test.ts. It prints its child's pid, then either ends as programs do, without disposing of
// anything ("ends"), or stays in a call that holds the child in native code for minutes ("hangs").

const { sandbox, started } = openSandbox();
const code = `const run = async (hangs, host) => { await host.announce(); return hangs ? Array(4294967295).join("") : 1; };`;
const host = {
  announce: () => {
    process.stdout.write(`${String(started[0]?.pid)}\n`);
    return Promise.resolve(null);
  },
};
const input = process.argv[2] === "hangs";
await sandbox.run(toRun(code, { input, capabilities: ["announce"], host, timeoutMs: 600_000 }), neverAborted);
