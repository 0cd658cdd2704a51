import type { Json } from "#core/base/json.ts";
import type { FailureKind } from "#core/sandbox/outcome.ts";

/** Real things on the machine that runs the test, for hostile code to reach for. */
export type Targets = {
  /** A file that exists, with something in it. */
  readonly readablePath: string;
  /** A file that must not come to be. */
  readonly writablePath: string;
  /** A loopback port where somebody listens. */
  readonly port: number;
  /** The process that a guest would love to end. */
  readonly pid: number;
};

export type Payload = {
  readonly name: string;
  /** A version of the calculator tool: `run({ expression })`. */
  readonly code: string;
  /** How the call must end: in a failure of one of these kinds, or in an output that shows it reached nothing. */
  readonly contained: readonly FailureKind[] | { readonly output: Json };
};

export const HONEST_CODE = `export function run({ expression }: { expression: string }): number {
  return expression.split("+").reduce((sum, term) => sum + Number(term), 0);
}`;
export const HONEST_INPUT = { expression: "19+23" };
export const HONEST_OUTPUT = 42;

/** Every way that has ever led from a guest's function to its host's \`process\`. */
const FIND_PROCESS = `
const attempts = [
  () => process,
  () => globalThis.process,
  () => (0, eval)("process"),
  () => findProcess.constructor("return process")(),
  () => console.log.constructor("return process")(),
  (host) => host.x.constructor("return process")(),
  (host) => host.constructor.constructor("return process")(),
  () => (async () => undefined).constructor("return process")(),
  () => Error.prepareStackTrace = (_, frames) => frames[0].getThis().process,
  () => { try { null.x } catch (error) { return error.constructor.constructor("return process")() } },
  () => require("node:process"),
  () => module.constructor._load("node:process"),
  () => globalThis.constructor.constructor("return this")().process,
];
function findProcess(host) {
  for (const attempt of attempts) {
    try {
      const found = attempt(host);
      if (typeof found === "object" && found !== null && "pid" in found) return found;
    } catch {}
  }
  throw new Error("no process in reach");
}
`;

const IMPORT = `
async function load(name, host) {
  for (const attempt of [() => import(name), () => require(name), () => findProcess(host).getBuiltinModule(name)]) {
    try { return await attempt(); } catch {}
  }
  throw new Error("no module in reach");
}
`;

const reaching = (body: string): string =>
  `${FIND_PROCESS}${IMPORT}export async function run({ expression }, host) {\n${body}\n}`;

/** Code that uses up something: time, memory, stack. */
const EXHAUSTING: readonly Payload[] = [
  { name: "an infinite loop", code: `export function run() { for (;;); }`, contained: ["timeout"] },
  {
    name: "an infinite loop at the top level",
    code: `for (;;); export function run() {}`,
    contained: ["timeout"],
  },
  {
    name: "an async loop that never leaves its turn",
    code: `export async function run() { for (;;) await null; }`,
    contained: ["timeout"],
  },
  {
    name: "a loop that catches its own interruption",
    code: `async function spin() { for (;;); }
export async function run() { for (;;) { try { await spin(); } catch {} } }`,
    contained: ["timeout"],
  },
  {
    name: "loops inside promises, which swallow the interruption",
    code: `export function run() { for (;;) new Promise(() => { for (;;); }); }`,
    contained: ["timeout"],
  },
  {
    name: "an interrupted loop that answers all the same",
    code: `async function spin() { for (;;); }
export async function run() { try { await spin(); } catch { return 42; } }`,
    contained: ["timeout"],
  },
  {
    name: "one native call that takes minutes",
    code: `export function run() { return Array(4294967295).join(""); }`,
    contained: ["timeout"],
  },
  {
    name: "a catastrophic regular expression",
    code: `export function run() { return /^(a+)+$/.test("a".repeat(40) + "b"); }`,
    contained: ["timeout"],
  },
  {
    name: "an array bomb",
    code: `export function run() { const all = []; for (;;) all.push(new Array(1000).fill(1)); }`,
    contained: ["memory", "timeout"],
  },
  {
    name: "an ArrayBuffer bomb",
    code: `export function run() { const all = []; for (;;) all.push(new ArrayBuffer(50_000_000)); }`,
    contained: ["memory"],
  },
  {
    name: "a string bomb",
    code: `export function run() { let text = "x"; for (;;) text += text; }`,
    contained: ["memory"],
  },
  {
    name: "an array bomb that survives its own failure",
    code: `export function run() {
  const all = [];
  try { for (;;) all.push(new Array(1000).fill(1)); } catch { return all.map((part) => part.length); }
}`,
    contained: ["memory", "timeout"],
  },
  {
    name: "deep recursion",
    code: `export function run(input) { return run(input) + 1; }`,
    contained: ["stack"],
  },
  {
    name: "recursion through native frames",
    code: `export function run(input) { return [input].map(run); }`,
    contained: ["stack"],
  },
  {
    name: "code nested deeper than any parser",
    code: `export const run = () => ${"(".repeat(60_000)}1${")".repeat(60_000)};`,
    contained: ["compile"],
  },
  {
    name: "nested code made at run time",
    code: `export function run() { return (0, eval)("(".repeat(20000) + "1" + ")".repeat(20000)); }`,
    contained: ["threw", "stack"],
  },
];

/** Code that reaches for the world. */
function reachingPayloads({ readablePath, writablePath, port, pid }: Targets): readonly Payload[] {
  const contained = ["threw"] as const;
  return [
    {
      name: "reading a file",
      code: reaching(
        `const fs = await load("node:fs", host); return fs.readFileSync("${readablePath}", "utf8");`,
      ),
      contained,
    },
    {
      name: "writing a file",
      code: reaching(
        `const fs = await load("node:fs", host); fs.writeFileSync("${writablePath}", expression);`,
      ),
      contained,
    },
    {
      name: "opening a TCP connection",
      code: reaching(`try { return (await fetch("http://127.0.0.1:${port}/")).status; } catch {}
try { return new WebSocket("ws://127.0.0.1:${port}/").readyState; } catch {}
const net = await load("node:net", host);
return await new Promise((resolve) => net.connect(${port}, "127.0.0.1", () => resolve("connected")));`),
      contained,
    },
    {
      name: "starting a process",
      code: reaching(
        `return (await load("node:child_process", host)).execSync("echo x > ${writablePath}").toString();`,
      ),
      contained,
    },
    { name: "reading the environment", code: reaching(`return findProcess(host).env;`), contained },
    { name: "ending its process", code: reaching(`findProcess(host).exit(0);`), contained },
    { name: "killing its parent", code: reaching(`findProcess(host).kill(${pid}, "SIGKILL");`), contained },
    {
      name: "escaping through constructors",
      code: reaching(
        `const outside = findProcess.constructor("return [typeof process, typeof require, typeof fetch, typeof setTimeout]")();
return [...outside, typeof host.constructor];`,
      ),
      contained: { output: ["undefined", "undefined", "undefined", "undefined", "function"] },
    },
    {
      name: "importing at the top level",
      code: `import fs from "node:fs"; export const run = () => fs.readdirSync("/");`,
      contained: ["compile"],
    },
  ];
}

/** Code that attacks what carries its input and output. */
const TRICKING: readonly Payload[] = [
  {
    name: "polluting every prototype",
    code: `for (const type of [Object, Array, String, Number, Function, Promise, Map, Error]) {
  type.prototype.polluted = true;
  type.prototype.toJSON = () => ({ polluted: true });
  type.prototype.then = (resolve) => resolve("polluted");
}
JSON.stringify = JSON.parse = Reflect.apply = Object.freeze = () => "polluted";
export function run() { return "x"; }`,
    contained: { output: "x" },
  },
  {
    name: "sending a __proto__ key home",
    code: `export const run = () => JSON.parse('{"a": {"__proto__": {"polluted": true}}}');`,
    contained: ["bad-output"],
  },
  {
    name: "a promise that never resolves",
    code: `export const run = () => new Promise(() => undefined);`,
    contained: ["never-settles"],
  },
  {
    name: "a thenable that never answers",
    code: `export const run = () => ({ then() {} });`,
    contained: ["never-settles"],
  },
  {
    name: "a huge output",
    code: `export const run = () => "x".repeat(5_000_000);`,
    contained: ["output-too-large"],
  },
  {
    name: "an output nested too deeply",
    code: `export const run = () => { let deep = []; for (let i = 0; i < 2000; i += 1) deep = [deep]; return deep; };`,
    contained: ["bad-output"],
  },
  {
    name: "an output with a function",
    code: `export const run = () => ({ total: 1, again: () => 1 });`,
    contained: ["bad-output"],
  },
  {
    name: "an output that is not a number",
    code: `export const run = () => ({ total: 0 / 0 });`,
    contained: ["bad-output"],
  },
  { name: "an output with a map", code: `export const run = () => [new Map()];`, contained: ["bad-output"] },
  { name: "an output with a bigint", code: `export const run = () => 10n;`, contained: ["bad-output"] },
  {
    name: "an output with a cycle",
    code: `export const run = () => { const self = {}; self.self = self; return self; };`,
    contained: ["bad-output"],
  },
  { name: "no output", code: `export const run = () => undefined;`, contained: ["bad-output"] },
  {
    name: "a getter that throws",
    code: `export const run = () => ({ get total() { throw new Error("from a getter"); } });`,
    contained: ["bad-output"],
  },
  {
    name: "a getter that loops",
    code: `export const run = () => ({ get total() { for (;;); } });`,
    contained: ["timeout"],
  },
  {
    name: "a getter that changes its mind",
    code: `let reads = 0; export const run = () => ({ get total() { reads += 1; return reads === 1 ? 1 : () => 1; } });`,
    contained: { output: { total: 1 } },
  },
  {
    name: "a proxy with a trap for everything",
    code: `export const run = () => new Proxy({}, new Proxy({}, { get: () => () => { throw "trapped"; } }));`,
    contained: ["threw", "bad-output"],
  },
  { name: "throwing nothing", code: `export const run = () => { throw undefined; };`, contained: ["threw"] },
  {
    name: "throwing a symbol",
    code: `export const run = () => { throw Symbol("x"); };`,
    contained: ["threw"],
  },
  {
    name: "throwing something that fights being printed",
    code: `export const run = () => { throw new Proxy({}, { has() { throw 1; }, get() { throw 2; }, ownKeys() { throw 3; } }); };`,
    contained: ["threw"],
  },
  {
    name: "throwing an endless message",
    code: `export const run = () => { throw new Error("x".repeat(3_000_000)); };`,
    contained: ["threw"],
  },
  {
    name: "shouting on the console",
    code: `export const run = () => { for (let i = 0; i < 100_000; i += 1) console.log("x".repeat(100)); return 1; };`,
    contained: { output: 1 },
  },
];

/** Every payload, each with the containment it must meet. */
export function hostilePayloads(targets: Targets): readonly Payload[] {
  return [...EXHAUSTING, ...reachingPayloads(targets), ...TRICKING];
}
