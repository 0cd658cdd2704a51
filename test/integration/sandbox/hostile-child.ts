import { ACTIONS } from "./hostile-actions.ts";
import type { Targets } from "./hostile-actions.ts";

// A program for fallen-engine.test.ts: it does everything in the table, one after the other, and prints what came of
// each. With "in-child" as its last argument it is first what the sandbox's process is, by the same module.

const write = process.stdout.write.bind(process.stdout);
const end = process.exit.bind(process);
const later = setTimeout;
const [, , , targetsText, mode] = process.argv;
const targets = JSON.parse(targetsText ?? "") as Targets;
// What an action leaves behind may still fail later; the next one is tried all the same.
process.on("uncaughtException", () => undefined);

if (mode === "in-child") await import("#core/sandbox/child.ts");

const PATIENCE_MS = 1_500;

for (const { name, act } of ACTIONS) {
  const patience = new Promise((resolve) => later(resolve, PATIENCE_MS, null));
  let got: unknown;
  let why = "nothing came of it";
  try {
    got = await Promise.race([act(targets), patience]);
  } catch (error) {
    why = String(error);
  }
  write(`${JSON.stringify({ name, happened: Boolean(got), why })}\n`);
}
end(0);
