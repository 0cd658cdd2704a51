import { assert } from "#core/base/assert.ts";
import { verifyApart } from "#core/store/verify-apart.ts";

/** Run as `node verify-once.ts FILE`: prints what verifying it took as the program does it, and the most memory that the process had. */
const startedAt = performance.now();
const startedCpu = process.cpuUsage();
const { ok } = await verifyApart(process.argv[2] ?? "");
const { user, system } = process.cpuUsage(startedCpu);
assert(ok, "a workspace that is sound");
const ms = performance.now() - startedAt;
console.log(
  JSON.stringify({ ms, cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
