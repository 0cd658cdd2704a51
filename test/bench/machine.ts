import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

/** What the figures were measured on. Only ratios travel to another machine. */
export type Machine = {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
};

export function describeMachine(): Machine {
  return {
    node: process.version,
    system: `${process.platform} ${release()} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

/** Load averages over 1, 5 and 15 minutes: how busy others kept the machine. */
export function readLoad(): readonly number[] {
  return loadavg().map((load) => Math.round(load * 100) / 100);
}

export function formatMachine({ node, system, cpu, cores, memoryGb }: Machine): string {
  return `Node ${node}, ${system}, ${cores} × ${cpu}, ${memoryGb} GB; load ${readLoad().join(", ")}`;
}
