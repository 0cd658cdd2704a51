import type { MessagePort, Worker } from "node:worker_threads";

type Ends = Pick<MessagePort | Worker, "postMessage" | "on">;

type Listener = (event: { readonly data: unknown }) => void;

/** What the contract's own library needs of a port. */
export type ContractPort = {
  readonly postMessage: (data: unknown) => void;
  readonly addEventListener: (type: string, listener: Listener) => void;
};

export type Channel<In extends { readonly type: string }, Out> = {
  readonly send: (message: Out) => void;
  readonly onMessage: (listener: (message: Exclude<In, Contract>) => void) => void;
  /** Carries the contract, in one line with all other messages: what was sent earlier arrives earlier. */
  readonly contract: ContractPort;
  /** Keeps what comes from now on, in its order, and says of what kind each of it is. */
  readonly hold: (onHeld: (type: In["type"]) => void) => void;
  /** Hands out what was kept; what comes from now on is heard when it comes. */
  readonly release: () => void;
  /** Tells the contract's library that nothing comes any more, so that it fails what waits. */
  readonly end: () => void;
};

type Contract = { readonly type: "rpc"; readonly data: unknown };

/** One end of the line between two threads. */
export function createChannel<In extends { readonly type: string }, Out>(
  ends: Ends,
): Channel<In, Out | Contract> {
  const heard: Listener[] = [];
  const ended: Listener[] = [];
  let onMessage: (message: Exclude<In, Contract>) => void = () => undefined;
  let held: In[] | null = null;
  let onHeld: (type: In["type"]) => void = () => undefined;
  const deliver = (message: In | Contract): void => {
    // Sound: nobody else has the other end.
    if (message.type === "rpc") for (const hear of heard) hear({ data: (message as Contract).data });
    else onMessage(message as Exclude<In, Contract>);
  };
  ends.on("message", (message: In) => {
    if (held === null) return deliver(message);
    held.push(message);
    onHeld(message.type);
  });
  return {
    send: (message) => ends.postMessage(message),
    onMessage: (listener) => {
      onMessage = listener;
    },
    hold: (listener) => {
      held = [];
      onHeld = listener;
    },
    release: () => {
      const kept = held ?? [];
      held = null;
      for (const message of kept) {
        try {
          deliver(message);
        } catch (error) {
          // As of one that is heard when it comes: it ends whoever hears, or is told of, and keeps no other from being heard.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
    contract: {
      postMessage: (data) => ends.postMessage({ type: "rpc", data }),
      addEventListener: (type, listener) => {
        if (type === "message") heard.push(listener);
        if (type === "close") ended.push(listener);
      },
    },
    end: () => {
      for (const tell of ended) tell({ data: null });
    },
  };
}
