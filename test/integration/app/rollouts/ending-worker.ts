import { existsSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { assertDefined } from "#core/base/assert.ts";
import type { ToWorker } from "#core/app/rollouts/messages.ts";

/**
 * The program's own worker, with a fault in it: a rollout whose task says "end this thread" ends it, and one that names a
 * file does so until that file is there.
 */
const port = assertDefined(parentPort ?? undefined, "the thread that asks");

port.on("message", (message: ToWorker) => {
  if (message.type !== "perform") return;
  const task = JSON.stringify(message.request.input);
  const [, mark] = /end once: (\S+?)"/.exec(task) ?? [];
  if (mark !== undefined && !existsSync(mark)) {
    writeFileSync(mark, "");
    process.exit(7);
  }
  if (task.includes("end this thread")) process.exit(7);
  if (task.includes("use up its memory")) {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 1_000_000 }, (_, at) => at));
  }
});

await import("#core/app/rollouts/worker.ts");
