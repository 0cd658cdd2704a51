import { createLineReader } from "./line-reader.ts";

// A process entry, where no wall of the system ends the sandbox's processes together with their parent. The parent
// says whom it started (+PID) and who has ended (-PID). That it is gone itself shows in the end of this pipe.
const alive = new Set<number>();

const lines = createLineReader(
  Number.POSITIVE_INFINITY, // The parent is trusted.
  (line) => {
    const pid = Number(line.slice(1));
    if (line.startsWith("+")) alive.add(pid);
    else alive.delete(pid);
  },
  () => undefined,
);
process.stdin
  .setEncoding("utf8")
  .on("data", (text: string) => {
    lines.push(text);
  })
  .on("end", () => {
    for (const pid of alive) endProcess(pid);
  });

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has gone by itself.
  }
}
