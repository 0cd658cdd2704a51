import type { EntryName } from "#core/entries.ts";
import type { ProcessHandle, ProcessOptions, ProcessStarter } from "./process-host.ts";

/** What a thread says that cannot start processes itself. */
export type BorrowerMessage =
  | {
      readonly do: "start";
      readonly key: number;
      readonly entry: EntryName;
      readonly options: ProcessOptions;
    }
  | { readonly do: "send"; readonly key: number; readonly message: unknown }
  | { readonly do: "kill"; readonly key: number };

/** What one answers that can. */
export type LenderMessage =
  | { readonly told: "message"; readonly key: number; readonly message: unknown }
  | { readonly told: "exit"; readonly key: number; readonly detail: string };

/** The side that has processes started: `receive` is given what the lender says. */
export type Borrower = {
  readonly starter: ProcessStarter;
  readonly receive: (message: LenderMessage) => void;
};

type Lent = {
  onMessage: (message: unknown) => void;
  readonly exit: PromiseWithResolvers<string>;
};

/** Processes that another thread starts and passes messages for [W12]: some hosts' can only be made in their main thread. */
export function borrowProcesses(say: (message: BorrowerMessage) => void): Borrower {
  const lent = new Map<number, Lent>();
  let keys = 0;
  const start = (entry: EntryName, options: ProcessOptions): ProcessHandle => {
    keys += 1;
    const key = keys;
    const one: Lent = { onMessage: () => undefined, exit: Promise.withResolvers() };
    lent.set(key, one);
    say({ do: "start", key, entry, options });
    return {
      pid: undefined,
      send: (message) => {
        if (lent.has(key)) say({ do: "send", key, message });
      },
      onMessage: (listener) => {
        one.onMessage = listener;
      },
      onExit: (listener) => void one.exit.promise.then(listener),
      kill: () => {
        if (lent.has(key)) say({ do: "kill", key });
      },
      // Whoever lends it keeps the program going while a rollout does.
      keepParentAlive: () => undefined,
    };
  };
  return {
    starter: { start },
    receive: (message) => {
      const one = lent.get(message.key);
      if (message.told === "message") return one?.onMessage(message.message);
      lent.delete(message.key);
      one?.exit.resolve(message.detail);
    },
  };
}

/** The side that starts them. `close` ends all that were lent: their borrower is no more. */
export type Lender = { readonly receive: (message: BorrowerMessage) => void; readonly close: () => void };

export function lendProcesses(starter: ProcessStarter, say: (message: LenderMessage) => void): Lender {
  const lent = new Map<number, ProcessHandle>();
  return {
    receive: (message) => {
      const { key } = message;
      if (message.do === "send") return lent.get(key)?.send(message.message);
      if (message.do === "kill") return lent.get(key)?.kill();
      const handle = starter.start(message.entry, message.options);
      lent.set(key, handle);
      handle.onMessage((told) => say({ told: "message", key, message: told }));
      handle.onExit((detail) => {
        lent.delete(key);
        say({ told: "exit", key, detail });
      });
    },
    close: () => {
      for (const handle of lent.values()) handle.kill();
    },
  };
}
