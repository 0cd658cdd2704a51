import { assert } from "#core/base/assert.ts";
import { openStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";

/** Run as `node verify-once.ts FILE`: prints what verifying it took, and the most memory that the process had. */
const store = openStore(process.argv[2] ?? "", { readOnly: true });
const startedAt = performance.now();
const startedCpu = process.cpuUsage();
const { ok } = store.reading(() => verifyStore(store));
const { user, system } = process.cpuUsage(startedCpu);
assert(ok, "a workspace that is sound");
const ms = performance.now() - startedAt;
console.log(
  JSON.stringify({ ms, cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
store.close();
