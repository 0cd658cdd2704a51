import { Socket } from "node:net";

// A worker entry. A guest can hold the child's main thread in one native call for minutes, and a parent that was
// killed can't kill it. So this thread waits for the end of the pipe on descriptor 3, which only the parent's death
// (or its wish) brings, and ends the process.
const die = (): void => {
  process.kill(process.pid, "SIGKILL");
};
new Socket({ fd: 3 }).on("error", die).on("close", die).resume();
