import { createEngine } from "#core/sandbox/engine.ts";
import type { Engine } from "#core/sandbox/engine.ts";
import type { GuestModule, GuestModules } from "./module.ts";
import type { SandboxLimits } from "#core/sandbox/limits.ts";

export interface GuestSupply {
  /** An engine no code has run in yet. It is made ahead, while nobody waits. */
  take(): Promise<Engine>;
  /** The engine taken last is as new for the next. isSpent: another in new memory takes its place. */
  giveBack(isSpent: boolean): void;
}

export async function createGuestSupply(modules: GuestModules, limits: SandboxLimits): Promise<GuestSupply> {
  const { maxOutputChars, maxLogChars, maxErrorChars, memoryMb, stackKb } = limits;
  const build = (from: GuestModule): Engine =>
    createEngine(from, stackKb * 1024, { maxOutputChars, maxLogChars, maxErrorChars });
  let module = await modules.load(memoryMb);
  let engine = build(module);

  const renew = async (isSpent: boolean): Promise<Engine> => {
    if (!isSpent && !module.isSwollen()) {
      engine.renew();
      return engine;
    }
    module = await modules.load(memoryMb);
    engine = build(module);
    return engine;
  };
  let next = Promise.resolve(engine);
  return {
    take: () => next,
    giveBack: (isSpent) => {
      next = renew(isSpent);
    },
  };
}
