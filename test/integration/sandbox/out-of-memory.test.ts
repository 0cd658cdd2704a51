import { afterAll, describe, expect, it } from "vitest";
import { openSandbox } from "./open-sandbox.ts";

// Memory can end anywhere: in the middle of an array's growth, where the engine has no room left for an error and
// throws null; or where a promise goes on, which the engine then forgets.

const { sandbox, run } = openSandbox({ memoryMb: 20 });
afterAll(() => {
  sandbox.dispose();
});

const kindOf = async (code: string): Promise<string> => {
  const host = { say: () => Promise.resolve("x".repeat(500_000)) };
  const result = await run(code, { timeoutMs: 60_000, capabilities: ["say"], host });
  return result.ok ? `it answered ${JSON.stringify(result.value.output)}` : result.error.kind;
};

describe("[T10] whatever uses up the memory is said to have used up the memory", () => {
  const CODES: Readonly<Record<string, string>> = {
    "numbers in an array": `const run = () => { const all = []; for (;;) all.push(all.length); };`,
    "arrays in each other": `const run = () => { let all = []; for (;;) all = [all]; };`,
    "a map": `const run = () => { const all = new Map(); for (let i = 0; ; i += 1) all.set(i, { i }); };`,
    "a set of texts": `const run = () => { const all = new Set(); for (let i = 0; ; i += 1) all.add("k" + i); };`,
    closures: `const run = () => { const all = []; for (;;) { const at = all.length; all.push(() => at); } };`,
    generators: `const run = () => { const all = []; for (;;) { const one = (function* () { yield 1; })(); one.next(); all.push(one); } };`,
    buffers: `const run = () => { const all = []; for (;;) all.push(new Uint8Array(100_000)); };`,
    errors: `const run = () => { const all = []; for (;;) all.push(new Error("x")); };`,
    patterns: `const run = () => { const all = []; for (let i = 0; ; i += 1) all.push(new RegExp("x" + i)); };`,
    "a chain of prototypes": `const run = () => { let last = null; for (;;) last = Object.create(last); };`,
    "a chain of promises": `const run = () => { let last = Promise.resolve(); for (;;) last = last.then(() => 1); };`,
    "promises that each make two": `const run = () => { const two = () => Promise.all([one(), one()]); const one = () => Promise.resolve().then(two); return two(); };`,
    "reactions that each make two": `const run = () => new Promise(() => { const two = () => { Promise.resolve().then(two); Promise.resolve().then(two); }; two(); });`,
    "the code itself, while it loads": `const all = []; for (;;) all.push({}); export const run = () => 1;`,
    "the code itself, while it loads and awaits": `const all = []; for (;;) all.push(await Promise.resolve({})); export const run = () => 1;`,
    "what a capability answers": `const run = async (_, host) => { const all = []; for (let i = 0; i < 100; i += 1) all.push((await host.say()) + i); };`,
    "the output": `const run = () => Array.from({ length: 1e6 }, (_, i) => ({ i }));`,
    "an error of the code's own that follows": `const run = () => { const all = []; try { for (;;) all.push({}); } catch (error) { throw new Error("wrapped"); } };`,
    "what is caught again and again": `const run = () => { const all = []; for (;;) try { for (;;) all.push({}); } catch {} };`,
    "what is caught, and answered all the same": `const run = () => { let all = []; try { for (;;) all.push({}); } catch { all = null; return "fine"; } };`,
  };

  it.each(Object.entries(CODES))("%s", async (_name, code) => {
    expect(await kindOf(code)).toBe("memory");
    expect(await kindOf(`export const run = () => 1;`)).toBe("it answered 1");
  });

  it("and nothing else is: null that is thrown, promises that nobody settles, one piece that no memory could hold", async () => {
    expect([
      await kindOf(`const run = () => { throw null; };`),
      await kindOf(`const run = () => new Promise(() => undefined);`),
      await kindOf(`const run = () => { try { return new ArrayBuffer(1e9); } catch { return "too big"; } };`),
    ]).toEqual(["threw", "never-settles", 'it answered "too big"']);
  });
});
