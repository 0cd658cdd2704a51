import { EventEmitter } from "node:events";

/**
 * An object that has only what the stand-in models: anything else throws, where a plain object would answer undefined
 * and let a misspelt or unmodelled call pass.
 */
export function strict<T extends object>(name: string, modelled: T): T {
  return new Proxy(modelled, {
    get: (target, key, receiver) => {
      // Promises and printing ask any object for these.
      if (typeof key === "symbol" || key === "then" || key === "toJSON" || key in target) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw new Error(`The stand-in for electron does not model ${name}.${key}.`);
    },
    set: (_target, key) => {
      throw new Error(`The stand-in for electron does not model setting ${name}.${String(key)}.`);
    },
  });
}

// Listeners of a stand-in take whatever the event brings, as Node's own emitter declares it.
type Listener = (...args: never[]) => void;

export type Emitter = {
  readonly on: (event: string, listener: Listener) => unknown;
  readonly once: (event: string, listener: Listener) => unknown;
  readonly off: (event: string, listener: Listener) => unknown;
};

export type Emitting = {
  readonly api: Emitter;
  /** True when anybody listened. */
  readonly emit: (event: string, ...args: readonly unknown[]) => boolean;
};

/** Events by name; listening to one that never comes would be a mistake nobody sees, so it throws. */
export function emitter(name: string, events: readonly string[]): Emitting {
  const inner = new EventEmitter();
  const check = (event: string): void => {
    if (!events.includes(event)) throw new Error(`The stand-in for electron never emits ${name} "${event}".`);
  };
  const wrap =
    (method: "on" | "once" | "off") =>
    (event: string, listener: Listener): void => {
      check(event);
      inner[method](event, listener as (...args: unknown[]) => void);
    };
  return {
    api: { on: wrap("on"), once: wrap("once"), off: wrap("off") },
    emit: (event, ...args) => {
      check(event);
      return inner.emit(event, ...args);
    },
  };
}

export type PreventableEvent = { readonly preventDefault: () => void };

/** An event and whether somebody prevented it. */
export function preventable<T extends object>(
  details: T,
): { readonly event: T & PreventableEvent; readonly isPrevented: () => boolean } {
  let isPrevented = false;
  const event = {
    ...details,
    preventDefault: () => {
      isPrevented = true;
    },
  };
  return { event: strict("event", event), isPrevented: () => isPrevented };
}
