import { expect, it } from "vitest";
import { setTimeout as delay } from "node:timers/promises";
import { createCallPlaces } from "#core/agents/call-tools.ts";
import { recordEffects } from "#core/agents/effects.ts";
import { AppError } from "#core/base/app-error.ts";
import { err, ok } from "#core/base/result.ts";
import type { Callable } from "#core/resources/callable.ts";

const never = new AbortController().signal;

function callable(name: string, call: Callable["call"]): Callable {
  return {
    name,
    description: "",
    inputSchema: {},
    effect: "read",
    timeoutMs: 1,
    resource: "tool/it",
    version: "v",
    call,
  };
}

it("the tape is in the order in which calls were asked for, whichever answered first", async () => {
  let now = 0;
  const effects = recordEffects(() => (now += 1));
  const wait = effects.wrap(
    callable("wait", async (input) => {
      await delay(Number(input));
      return ok(input);
    }),
  );
  const place = (step: number, index: number) => ({ step, index, signal: never });
  await Promise.all([wait.call(20, place(2, 0)), wait.call(1, place(2, 1)), wait.call(10, place(2, 2))]);
  await wait.call(0, place(10, 0));
  expect(effects.tape().calls.map(({ path, input }) => [path, input])).toEqual([
    ["t/2/0", 20],
    ["t/2/1", 1],
    ["t/2/2", 10],
    ["t/10/0", 0],
  ]);
});

it("the same call twice keeps both answers, a failure is one, and what was cut off has none", async () => {
  let calls = 0;
  const effects = recordEffects(() => 0);
  const stop = new AbortController();
  const count = effects.wrap(
    callable("count", async () => {
      calls += 1;
      if (calls === 4) stop.abort();
      return Promise.resolve(calls < 3 ? ok(calls) : err({ code: "tool-failed", message: "No more." }));
    }),
  );
  for (const index of [0, 1, 2, 3]) await count.call({}, { step: 1, index, signal: stop.signal });
  expect(effects.tape().calls.map(({ outcome }) => outcome)).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 2 },
    { ok: false, error: { code: "tool-failed", message: "No more." } },
    null,
  ]);
});

it("what a run is told is on the tape at its place, but for what says nothing", () => {
  const effects = recordEffects(() => 0);
  const said = ["Rules.", "", "Notes."].map((text, at) =>
    effects.tell({ resource: "environment/desk", version: `v${at}` }, text),
  );
  expect(said).toEqual(["Rules.", "", "Notes."]);
  expect(effects.tape().texts).toEqual([
    { path: "s/0", resource: "environment/desk", version: "v0", text: "Rules." },
    { path: "s/2", resource: "environment/desk", version: "v2", text: "Notes." },
  ]);
});

it("calls that a loop makes in several goes within one step stand at places of their own", () => {
  let step = 0;
  const places = createCallPlaces(() => step);
  const before = places.take(1);
  step = 1;
  const [first, second] = [places.take(2), places.take(1)];
  step = 2;
  expect(
    [before, first, second, places.take(1)].map((each) => each.map((at) => `${at.step}/${at.index}`)),
  ).toEqual([["0/0"], ["1/0", "1/1"], ["1/2"], ["2/0"]]);
});

it("[R20] an attempt that failed for good is on the tape; a question that the end cut off has no answer", async () => {
  const effects = recordEffects(() => 0);
  const request = { model: "m", messages: [], sampling: {} };
  const refuse = async (): Promise<never> =>
    Promise.reject(new AppError("model-unavailable", "Nobody answers."));
  await expect(effects.ask({ step: 1, request, signal: never }, refuse)).rejects.toThrow();
  const stop = new AbortController();
  const cut = async (): Promise<never> => {
    stop.abort();
    return refuse();
  };
  await expect(effects.ask({ step: 2, request, signal: stop.signal }, cut)).rejects.toThrow();
  effects.end(2);
  const { answers, limit } = effects.tape();
  expect(answers.map(({ path, outcome }) => [path, outcome])).toEqual([
    ["m/1", { ok: false, error: { code: "model-unavailable", message: "Nobody answers." } }],
    ["m/2", null],
  ]);
  expect(limit).toEqual({ path: "c/2", atUs: 0 });
});
