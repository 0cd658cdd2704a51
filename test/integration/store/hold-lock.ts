import { takeLock } from "#core/store/lock.ts";

/** Takes the lock at the path, says so, and keeps it until it is killed. */
const holder = { host: "test holder", pid: process.pid, since: new Date(0).toISOString(), socket: null };
console.log(takeLock(process.argv[2] ?? "", holder) === null ? "refused" : "held");
setInterval(() => undefined, 1000);
