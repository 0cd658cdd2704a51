import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { entryReadPaths } from "#core/entries.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";
import { innermostProcess } from "#test/support/innermost-process.ts";
import { neverAborted, openSandbox, toRun } from "./open-sandbox.ts";

/** Minutes of native code, which nothing but a kill can stop. */
const HANGING = `const run = () => Array(4294967295).join("");`;

const { sandbox, started, run, outputOf } = openSandbox({ killGraceMs: 4_000 });
afterAll(() => {
  sandbox.dispose();
});

describe("the sandbox's processes", () => {
  it("one child serves many calls, and survives what its engine can stop", async () => {
    await run(`const run = () => 1;`);
    const before = started.length;
    await run(`const run = () => { for (;;); };`, { timeoutMs: 50 });
    await run(`const run = () => new ArrayBuffer(1e9);`);
    await run(`const run = () => run();`);
    expect([await outputOf(`const run = () => 1;`), started.length - before]).toEqual([1, 0]);
  });

  it("a child that is killed for being late is replaced, and the call behind it is served", async () => {
    const before = started.length;
    const late = outputOf(HANGING, { timeoutMs: 50 });
    const queued = outputOf(`const run = () => 2;`);
    expect([await late, await queued, started.length - before]).toEqual(["!timeout", 2, 1]);
  });

  it.skipIf(process.platform === "win32")(
    "[A10] a child that gets no processor for longer than its time is waited for, and answers as ever",
    async () => {
      await run(`const run = () => 1;`);
      const [pid, before] = [innermostProcess(started.at(-1)?.pid ?? 0), started.length];
      const computing = outputOf(`const run = () => { let n = 0; while (n < 2e6) n += 1; return n; };`, {
        timeoutMs: 1_000,
      });
      await setTimeout(30);
      process.kill(pid, "SIGSTOP");
      await setTimeout(2_000);
      process.kill(pid, "SIGCONT");
      expect([await computing, started.length - before]).toEqual([2e6, 0]);
    },
  );

  it("a child that dies fails the call it had, with that reason, and no other", async () => {
    const die = (): Promise<Json> => {
      started.at(-1)?.kill();
      return Promise.withResolvers<Json>().promise;
    };
    const lost = run(`const run = (_, host) => host.die();`, { capabilities: ["die"], host: { die } });
    const queued = outputOf(`const run = () => 3;`);
    expect(await lost).toMatchObject({ ok: false, error: { code: "sandbox-failed", kind: "crashed" } });
    expect(await queued).toBe(3);
  });

  it("a child that died while idle costs nobody a call", async () => {
    await run(`const run = () => 1;`);
    const died = Promise.withResolvers<string>();
    started.at(-1)?.onExit(died.resolve);
    started.at(-1)?.keepParentAlive(true);
    started.at(-1)?.kill();
    await died.promise;
    expect(await outputOf(`const run = () => 4;`)).toBe(4);
  });

  it("[T19] a call that is called off leaves its child to the next: while it starts, and while the code waits", async () => {
    const { sandbox: fresh, started: children, outputOf: outputOfFresh } = openSandbox();
    const codes = async (host: Record<string, () => Promise<Json>>, stop: AbortController) =>
      fresh.run(
        toRun(`const run = (_, host) => host.wait();`, { capabilities: ["wait"], host, timeoutMs: 60_000 }),
        stop.signal,
      );
    const early = new AbortController();
    const starting = codes({ wait: () => expect.unreachable("it had not begun") }, early);
    early.abort();
    expect(await starting).toMatchObject({ ok: false, error: { kind: "cancelled" } });
    expect(await outputOfFresh(`const run = () => 1;`)).toBe(1);
    const late = new AbortController();
    const wait = (): Promise<Json> => {
      queueMicrotask(() => late.abort());
      return Promise.withResolvers<Json>().promise;
    };
    const [waiting, queued] = [codes({ wait }, late), outputOfFresh(`const run = () => 2;`)];
    expect([await waiting, await queued, children.length]).toMatchObject([
      { ok: false, error: { kind: "cancelled" } },
      2,
      1,
    ]);
    fresh.dispose();
  });

  it("[T19] cancelling stops a call that computes, one that waits for a process, and one that comes later", async () => {
    const stop = new AbortController();
    const begun = Promise.withResolvers<Json>();
    const host = {
      begin: () =>
        Promise.resolve(null).finally(() => {
          begun.resolve(null);
        }),
    };
    const code = `const run = (_, host) => { void host.begin(); return Array(4294967295).join(""); };`;
    const computing = sandbox.run(
      toRun(code, { capabilities: ["begin"], host, timeoutMs: 60_000 }),
      stop.signal,
    );
    const waiting = sandbox.run(toRun(`const run = () => 1;`), stop.signal);
    await begun.promise;
    const before = started.length;
    stop.abort();
    const results = await Promise.all([computing, waiting, sandbox.run(toRun(HANGING), stop.signal)]);
    expect(results.map((result) => !result.ok && result.error.code)).toEqual(Array(3).fill("cancelled"));
    // Nothing but a kill ends what computes on.
    expect([await outputOf(`const run = () => 5;`), started.length - before]).toEqual([5, 1]);
  });

  it("a call that is cancelled before its child has started is over at once", async () => {
    const { sandbox: fresh } = openSandbox();
    const stop = new AbortController();
    const call = fresh.run(toRun(HANGING), stop.signal);
    stop.abort();
    expect(await call).toMatchObject({ ok: false, error: { code: "cancelled" } });
    fresh.dispose();
  });

  it("after dispose every call is cancelled: the open, the waiting and the later", async () => {
    const { sandbox: brief } = openSandbox();
    const calls = [HANGING, HANGING].map((code) => brief.run(toRun(code), neverAborted));
    brief.dispose();
    const results = await Promise.all([...calls, brief.compile({ code: "" }, neverAborted)]);
    expect(results.map((result) => !result.ok && result.error.code)).toEqual(Array(3).fill("cancelled"));
  });

  it("a call that waits long gets another child; no more than allowed are started, and each call gets its own answer", async () => {
    const pair = openSandbox({ maxProcesses: 2 });
    const both = Promise.withResolvers<Json>();
    let begun = 0;
    const meet = async (): Promise<Json> => {
      begun += 1;
      if (begun === 2) both.resolve(null);
      return both.promise;
    };
    const meeting = { capabilities: ["meet"], host: { meet }, timeoutMs: 30_000 };
    const meets = `const run = async (_, host) => { await host.meet(); return "met"; };`;
    expect(await Promise.all([1, 2].map(async () => pair.outputOf(meets, meeting)))).toEqual(["met", "met"]);
    const inputs = [...Array(20).keys()];
    const outputs = await Promise.all(
      inputs.map((input) => pair.outputOf(`const run = (n) => n;`, { input })),
    );
    pair.sandbox.dispose();
    expect([outputs, pair.started.length]).toEqual([inputs, 2]);
  });

  it("a child that can't start is a failed call, with its reason", async () => {
    const host = createNodeProcessHost();
    const broken = createSandbox({
      processHost: { ...host, start: (entry, options) => host.start(entry, { ...options, readPaths: [] }) },
    });
    expect(await broken.run(toRun(`const run = () => 1;`), neverAborted)).toMatchObject({
      ok: false,
      error: {
        kind: "crashed",
        message: expect.stringMatching(/ERR_ACCESS_DENIED|Cannot find module/) as string,
      },
    });
  });

  it("a child that sends a message over the limit is stopped", async () => {
    const ended = Promise.withResolvers<string>();
    const handle = createNodeProcessHost().start("sandbox-child", {
      args: ['{"memoryMb":16,"stackKb":64}'],
      readPaths: entryReadPaths(),
      maxHeapMb: 64,
      maxMessageChars: 5,
    });
    handle.onExit(ended.resolve);
    handle.keepParentAlive(true);
    expect(await ended.promise).toContain("it sent a message that is too long");
  });

  it.runIf(process.platform === "linux")(
    "a child sees no environment and may do nothing but read",
    async () => {
      const fresh = openSandbox();
      await fresh.run(`const run = () => 1;`);
      const pid = String(innermostProcess(fresh.started[0]?.pid ?? 0));
      const read = (file: string): string[] => readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0");
      const [environment, flags] = [read("environ"), read("cmdline")];
      fresh.sandbox.dispose();
      expect(environment).toEqual(["TZ=UTC", ""]);
      expect(flags).toContain("--permission");
      expect(flags.filter((flag) => /^--allow-(?!fs-read=)/.test(flag))).toEqual([]);
    },
  );
});
