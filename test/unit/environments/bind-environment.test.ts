import { expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { sleep } from "#core/app/system.ts";
import { bindEnvironment, type BoundEnvironment } from "#core/environments/bind-environment.ts";
import { plantEnvironment, plantedContent, type PlantedOptions } from "#test/support/planted-environment.ts";

const never = new AbortController().signal;
const forever = async (): Promise<void> => new Promise(() => undefined);
const codeOf = (error: AppError): string => error.code;

async function bind(options: PlantedOptions, signal = never) {
  const { type, happened } = plantEnvironment("desk", options);
  const pinned = { key: "environment/desk", version: "v1", content: plantedContent("desk") } as const;
  const bound = bindEnvironment(pinned, { typeOf: () => type, sleep, signal });
  bound.catch(() => undefined);
  return { bound, happened };
}

const act = async ({ callables }: BoundEnvironment, signal = never) => callables[0]!.call({}, signal);

it("offers the declared actions, as declared, under the pinned version", async () => {
  const { bound } = await bind({});
  expect((await bound).callables.map(({ call: _call, ...rest }) => rest)).toEqual([
    {
      name: "count_desk",
      description: "Counts.",
      inputSchema: { type: "object", properties: {} },
      effect: "write",
      timeoutMs: 1000,
      resource: "environment/desk",
      version: "v1",
    },
  ]);
});

it("one that opens with its rollout is open before anything is called", async () => {
  const { bound, happened } = await bind({});
  const desk = await bound;
  expect([happened, await desk.state()]).toEqual([["open desk"], { count: 0 }]);
});

it("[R19] one that opens at its first action opens once, however many are called at the same moment", async () => {
  const { bound, happened } = await bind({ opens: "at-first-action" });
  const desk = await bound;
  expect([[...happened], await desk.state()]).toEqual([[], null]);
  const answers = await Promise.all([act(desk), act(desk), act(desk)]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
  expect([await desk.state(), happened]).toEqual([{ count: 3 }, ["open desk"]]);
  await desk.close();
  expect(happened).toEqual(["open desk", "close desk"]);
});

it("one that nobody called is neither opened nor closed", async () => {
  const { bound, happened } = await bind({ opens: "at-first-action" });
  await (await bound).close();
  expect(happened).toEqual([]);
});

it("what keeps it from opening is environment-failed, with the rollout or at its first action", async () => {
  const onOpen = async (): Promise<void> => Promise.reject(new Error("no browser"));
  const failure = { code: "environment-failed", message: "The environment could not be opened: no browser" };
  await expect((await bind({ onOpen })).bound).rejects.toMatchObject(failure);
  const lazy = await (await bind({ onOpen, opens: "at-first-action" })).bound;
  await expect(act(lazy)).rejects.toMatchObject(failure);
  // Once: whoever comes later hears of the same.
  await expect(act(lazy)).rejects.toMatchObject(failure);
  await lazy.close();
});

it("what has problems is never opened", async () => {
  const { bound, happened } = await bind({ problems: ["it has no door"] });
  await expect(bound).rejects.toMatchObject({
    code: "build-failed",
    message: expect.stringMatching("no door"),
  });
  expect(happened).toEqual([]);
});

it("who stops waiting for the opening is answered, and what opens all the same is closed", async () => {
  const stop = new AbortController();
  const door = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const onClose = async (): Promise<void> => Promise.resolve(closed.resolve());
  const onOpen = async (): Promise<void> => {
    stop.abort();
    await door.promise;
  };
  const { bound, happened } = await bind({ onOpen, onClose }, stop.signal);
  expect(await bound.catch(codeOf)).toBe("cancelled");
  door.resolve();
  await closed.promise;
  expect(happened).toEqual(["open desk", "close desk"]);
});

it("an opening hears that nobody waits for it any more", async () => {
  const stop = new AbortController();
  const heard = Promise.withResolvers<void>();
  const onOpen = async (signal: AbortSignal): Promise<void> => {
    signal.addEventListener("abort", () => heard.resolve());
    await forever();
  };
  const { bound } = await bind({ onOpen }, stop.signal);
  setTimeout(() => stop.abort(), 20);
  expect(await bound.catch(codeOf)).toBe("cancelled");
  await heard.promise;
});

it("an action that never answers is told to the model; a call that is aborted is not made, nor waited for", async () => {
  const { bound } = await bind({ onAct: forever, actionTimeoutMs: 20 });
  const desk = await bound;
  expect(await act(desk)).toMatchObject({ ok: false, error: { code: "tool-timeout" } });
  await expect(act(desk, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  const patient = await (await bind({ onAct: forever, actionTimeoutMs: 60_000 })).bound;
  const stop = new AbortController();
  const acting = act(patient, stop.signal).catch(codeOf);
  stop.abort();
  expect(await acting).toBe("cancelled");
});
