import type { Author } from "#core/domain/author.ts";
import type { Holder } from "#core/store/lock.ts";
import { askPersonName, personName, systemClock } from "#core/app/system.ts";

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

/** The same where many are answered for long: the name is asked for ahead, so that nobody waits for it. */
export function createPersonAhead(): Author {
  const asked = createPerson();
  let name: string | null = null;
  void askPersonName().then((found) => {
    name = found;
  });
  return {
    kind: "person",
    get name() {
      return name ?? asked.name;
    },
  };
}

/** This process, for whoever finds the workspace held. */
export function holderOf(host: string): Holder {
  return { host, pid: process.pid, since: new Date(systemClock.now()).toISOString(), socket: null };
}
