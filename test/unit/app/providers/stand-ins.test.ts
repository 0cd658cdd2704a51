import { expect, it } from "vitest";
import type { StandInConfig } from "#core/config/workspace-config.ts";
import { STAND_INS } from "#core/app/providers/stand-ins.ts";

it("the stand-in is as slow on the way as the workspace says, and at once where it says nothing", async () => {
  const sleptWith = async (standIn: StandInConfig): Promise<readonly number[]> => {
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => void slept.push(ms);
    const provider = STAND_INS.simulated({ sleep, standIn });
    expect([provider.id, provider.isSimulated, provider.endpoint]).toEqual(["simulated", true, null]);
    const request = {
      model: "desk-1",
      messages: [{ role: "user", content: "Hello." }],
      sampling: {},
    } as const;
    for await (const part of provider.stream(request, AbortSignal.timeout(10_000)))
      expect(part).toBeDefined();
    return slept;
  };
  expect(await sleptWith({})).toEqual([]);
  expect((await sleptWith({ latencyMs: 300, tokensPerSecond: 50 }))[0]).toBe(300);
  const unavailable = sleptWith({ faults: [{ kind: "unavailable", atCalls: [1] }] });
  await expect(unavailable).rejects.toMatchObject({ code: "model-unavailable" });
});
