import type { Author } from "#core/domain/author.ts";
import type { Holder } from "#core/store/lock.ts";
import { personName, systemClock } from "#core/app/system.ts";

/** Whoever sits at this machine. The name is asked for once something carries it: reading starts no program [M14]. */
export function createPerson(): Author {
  let name: string | null = null;
  return {
    kind: "person",
    get name() {
      return (name ??= personName());
    },
  };
}

/** This process, for whoever finds the workspace held. */
export function holderOf(host: string): Holder {
  return { host, pid: process.pid, since: new Date(systemClock.now()).toISOString(), socket: null };
}
