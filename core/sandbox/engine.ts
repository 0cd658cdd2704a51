import { Scope } from "quickjs-emscripten-core";
import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import type { GuestModule } from "./guest/module.ts";
import { NOT_GRANTED, PRELUDE } from "./prelude.ts";
import type { GuestSettings, ThrownDescription } from "./prelude.ts";

const JOBS_PER_STEP = 100;

/** Everything a guest can reach outside itself. The calls arrive during its turn, so they must not touch the engine. */
export interface GuestWorld {
  finish(kind: string, text: string): void;
  log(line: string): void;
  /** The number of the request, from 1; NOT_GRANTED, CALL_IS_OVER. */
  request(name: string, argsText: string): number;
  random(): number;
  /** Asked every few thousand operations; true stops the guest. Long native calls don't ask. */
  shouldStop(): boolean;
}

/**
 * One guest: a QuickJS runtime and context of its own. `begin`, `answer` and `step` run guest code and return what
 * it threw, or null. An exception out of any method means that the engine itself broke.
 */
export type Engine = {
  /** Once. Loads the module and calls its entry; inputText null: only looks for the entry. */
  begin(world: GuestWorld, source: string, inputText: string | null): ThrownDescription | null;
  answer(request: number, isOk: boolean, text: string): ThrownDescription | null;
  hasWork(): boolean;
  /** A batch of pending jobs, never all: they can make new ones for ever. */
  step(): ThrownDescription | null;
  /** Its memory was not enough, whatever came of that. */
  hasRunOut(): boolean;
  /**
   * Makes it what it was before it began: for another guest, to whom nothing is left of this one. Not after anything that
   * may have broken the engine.
   */
  renew(): void;
};

/** Ready to begin, so that it can be made ahead of the call that it is for. One to a module. */
export function createEngine(
  { quickjs, hasRunOut, remember }: GuestModule,
  maxStackBytes: number,
  settings: GuestSettings,
): Engine {
  let world: GuestWorld = NOWHERE;
  const runtime = quickjs.newRuntime({
    maxStackSizeBytes: maxStackBytes,
    interruptHandler: () => world.shouldStop(),
  });
  const context = runtime.newContext();
  const hooks = bootPrelude({ context, scope: new Scope(), settings, world: () => world });
  const putBack = remember();
  // What a guest's handles point at goes with its memory, so they are left and not given back one by one.
  let scope = new Scope();

  const describe = (thrown: QuickJSHandle): ThrownDescription => {
    const described = context.callFunction(hooks.describe, context.undefined, scope.manage(thrown));
    if (described.error) {
      scope.manage(described.error);
      return { name: "InternalError", message: "out of memory", stack: "" }; // Not even enough left to say what.
    }
    return JSON.parse(context.getString(scope.manage(described.value))) as ThrownDescription;
  };
  const call = (hook: QuickJSHandle, args: QuickJSHandle[]): ThrownDescription | null => {
    const result = context.callFunction(hook, context.undefined, args);
    if (result.error) return describe(result.error);
    scope.manage(result.value);
    return null;
  };
  const toGuest = (text: string): QuickJSHandle => scope.manage(context.newString(text));

  return {
    begin: (itsWorld, source, inputText) => {
      world = itsWorld;
      const loaded = context.evalCode(source, "tool.ts", { type: "module" });
      if (loaded.error) return describe(loaded.error);
      const input = inputText === null ? context.undefined : toGuest(inputText);
      return call(hooks.invoke, [scope.manage(loaded.value), input]);
    },
    answer: (request, isOk, text) =>
      call(hooks.answer, [
        scope.manage(context.newNumber(request)),
        isOk ? context.true : context.false,
        toGuest(text),
      ]),
    hasRunOut,
    hasWork: () => runtime.hasPendingJob(),
    step: () => {
      const done = runtime.executePendingJobs(JOBS_PER_STEP);
      return done.error ? describe(done.error) : null;
    },
    renew: () => {
      world = NOWHERE;
      scope = new Scope();
      putBack();
    },
  };
}

const NOWHERE: GuestWorld = {
  finish: () => undefined,
  log: () => undefined,
  request: () => NOT_GRANTED,
  random: () => 0,
  shouldStop: () => false,
};

type Boot = {
  readonly context: QuickJSContext;
  readonly scope: Scope;
  readonly settings: GuestSettings;
  readonly world: () => GuestWorld;
};
type Hooks = {
  readonly invoke: QuickJSHandle;
  readonly answer: QuickJSHandle;
  readonly describe: QuickJSHandle;
};

function bootPrelude({ context, scope, settings, world }: Boot): Hooks {
  const read = (handle: QuickJSHandle): string => context.getString(handle);
  const natives: Readonly<Record<string, (...args: QuickJSHandle[]) => QuickJSHandle | void>> = {
    finish: (kind: QuickJSHandle, text: QuickJSHandle) => {
      world().finish(read(kind), read(text));
    },
    log: (lineText: QuickJSHandle) => {
      world().log(JSON.parse(read(lineText)) as string);
    },
    request: (name: QuickJSHandle, args: QuickJSHandle) =>
      context.newNumber(world().request(read(name), read(args))),
    random: () => context.newNumber(world().random()),
  };
  const native = scope.manage(context.newObject());
  for (const [name, act] of Object.entries(natives)) {
    context.newFunction(name, act).consume((handle) => {
      context.setProp(native, name, handle);
    });
  }
  const boot = scope.manage(context.evalCode(PRELUDE, "sandbox").unwrap());
  const settingsText = scope.manage(context.newString(JSON.stringify(settings)));
  const hooks = scope.manage(context.callFunction(boot, context.undefined, native, settingsText).unwrap());
  const hook = (name: string): QuickJSHandle => scope.manage(context.getProp(hooks, name));
  return { invoke: hook("invoke"), answer: hook("answer"), describe: hook("describe") };
}
