import { describe, expect, it } from "vitest";
import type { GuestProcess } from "#core/sandbox/guest/process.ts";
import { createProcessPool } from "#core/sandbox/process-pool.ts";
import type { ProcessPool } from "#core/sandbox/process-pool.ts";

type Fake = GuestProcess & { readonly number: number };

function openPool(
  maxProcesses: number,
  patienceMs = 0,
): { readonly pool: ProcessPool; readonly started: readonly Fake[] } {
  const started: Fake[] = [];
  const pool = createProcessPool(
    maxProcesses,
    () => {
      let isUsable = true;
      const fake: Fake = {
        number: started.length,
        call: () => expect.unreachable("the pool lends, it does not call"),
        isUsable: () => isUsable,
        kill: () => {
          isUsable = false;
        },
      };
      started.push(fake);
      return fake;
    },
    patienceMs,
  );
  return { pool, started };
}

const never = new AbortController().signal;
const numberOf = (process: GuestProcess | null): number | null => process && (process as Fake).number;
const use = async (pool: ProcessPool): Promise<GuestProcess> => (await pool.acquire(never)) as GuestProcess;

describe("the process pool", () => {
  it("starts nothing before it is asked, and lends the same process again", async () => {
    const { pool, started } = openPool(2);
    expect(started).toEqual([]);
    const first = await use(pool);
    pool.release(first);
    expect([await use(pool), started.length]).toEqual([first, 1]);
  });

  it("never has more processes than allowed, and serves those who wait in order", async () => {
    const { pool, started } = openPool(1);
    const first = await use(pool);
    const served: string[] = [];
    const waiting = ["a", "b"].map(async (name) => {
      const process = await use(pool);
      served.push(name);
      pool.release(process);
    });
    pool.release(first);
    await Promise.all(waiting);
    expect([served, started.length]).toEqual([["a", "b"], 1]);
  });

  it("replaces a process that came back broken, for the one who waits and for the next", async () => {
    const { pool } = openPool(1);
    const first = await use(pool);
    const waiting = pool.acquire(never);
    first.kill();
    pool.release(first);
    const second = await waiting;
    second?.kill();
    pool.release(second as GuestProcess);
    expect([numberOf(second), numberOf(await use(pool))]).toEqual([1, 2]);
  });

  it("does not lend a process that died while idle, and counts it no longer", async () => {
    const { pool, started } = openPool(2);
    const [first, second] = [await use(pool), await use(pool)];
    pool.release(first);
    pool.release(second);
    first.kill();
    second.kill();
    expect([numberOf(await use(pool)), numberOf(await use(pool)), started.length]).toEqual([2, 3, 4]);
  });

  it("replaces a process that came back broken also while another is lent", async () => {
    const { pool } = openPool(2);
    const [first] = [await use(pool), await use(pool)];
    const waiting = pool.acquire(never);
    first.kill();
    pool.release(first);
    expect(numberOf(await waiting)).toBe(2);
  });

  it("lets a call wait for the one process there is before it starts another, and no longer than that takes", async () => {
    const patient = openPool(2, 60_000);
    const first = await use(patient.pool);
    const waiting = patient.pool.acquire(never);
    patient.pool.release(first);
    expect([await waiting, patient.started.length]).toEqual([first, 1]);
    const impatient = openPool(2, 1);
    expect([await use(impatient.pool), await use(impatient.pool)].map(numberOf)).toEqual([0, 1]);
  });

  it("lets a waiting call go when it is cancelled, without losing the place of another", async () => {
    const { pool } = openPool(1);
    const first = await use(pool);
    const stop = new AbortController();
    const [cancelled, kept] = [pool.acquire(stop.signal), pool.acquire(never)];
    stop.abort();
    pool.release(first);
    expect([await cancelled, await kept]).toEqual([null, first]);
  });

  it("closing kills what is lent and what is idle, and lets everybody who waits go", async () => {
    const { pool, started } = openPool(2);
    const idle = await use(pool);
    await use(pool);
    const waiting = pool.acquire(never);
    pool.release(idle);
    const lentToWaiting = await waiting;
    const late = pool.acquire(never);
    pool.close();
    expect([lentToWaiting, await late, started.map((process) => process.isUsable())]).toEqual([
      idle,
      null,
      [false, false],
    ]);
  });
});
