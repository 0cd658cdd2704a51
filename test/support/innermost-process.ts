import { readFileSync } from "node:fs";

/** The process at the end of a line of only children: behind the system's wall, that is the one that was asked for. */
export function innermostProcess(pid: number): number {
  if (process.platform !== "linux") return pid;
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
  return child === undefined || child === "" ? pid : innermostProcess(Number(child));
}
