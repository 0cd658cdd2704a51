import { describe, expect, it } from "vitest";
import { findStages } from "#core/domain/track.ts";

describe("the track of stages", () => {
  type Where = Omit<Parameters<typeof findStages>[0], "optimizer" | "hasCandidate">;
  const track = (session: Where & { readonly hasCandidate?: boolean }): string =>
    findStages({ hasCandidate: true, ...session, optimizer: "reflection" })
      .map(({ id, state }) => `${id} ${state}`)
      .join(", ");

  it("lights the stage at work, with what is behind it done", () => {
    expect(track({ state: "running", operator: "assess", approve: "ask", stopped: null })).toBe(
      "act done, reflect done, select done, improve done, assess live, decide ahead, person ahead",
    );
  });

  it("ends at the person who is waited for, or at the policy", () => {
    const waiting = { by: "waiting", detail: "" } as const;
    expect(track({ state: "waiting", operator: "decide", approve: "ask", stopped: waiting })).toMatch(
      /person live$/,
    );
    expect(track({ state: "running", operator: "act", approve: "gate", stopped: null })).toMatch(
      /policy ahead$/,
    );
  });

  it("a paused, a capped, a broken and a stopped session were left at a stage, not finished with it", () => {
    for (const by of ["cap", "error", "user"] as const) {
      const stopped = { by, detail: "" };
      expect(track({ state: "stopped", operator: "improve", approve: "ask", stopped })).toContain(
        "improve held",
      );
    }
    const paused = { by: "paused", detail: "" } as const;
    expect(track({ state: "paused", operator: "act", approve: "ask", stopped: paused })).toContain(
      "act held",
    );
  });

  it("memory and the sealed test stand on it only when it comes to them", () => {
    const over = { by: "iterations", detail: "" } as const;
    expect(track({ state: "stopped", operator: "report", approve: "gate", stopped: over })).toMatch(
      /policy done, report done$/,
    );
  });

  it("without a candidate nothing was evaluated, and no gate was gone through", () => {
    const over = { by: "iterations", detail: "" } as const;
    const bare = { state: "stopped", operator: "decide", approve: "gate", hasCandidate: false } as const;
    expect(track({ ...bare, stopped: over })).toMatch(
      /improve done, assess spared, decide spared, policy ahead$/,
    );
  });
});
