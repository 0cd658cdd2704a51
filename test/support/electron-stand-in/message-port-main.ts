import { emitter, strict, type Emitter } from "./strict.ts";

/** What is carried to a page: what the contract sends. */
export type Carried = string | null | Uint8Array;

/** What is at the other end: a port of a page, or of a test. */
export type Remote = {
  readonly deliver: (message: Carried) => void;
  readonly closed: () => void;
};

export type MessagePortMain = Emitter & {
  readonly postMessage: (message: unknown, transfer?: readonly unknown[]) => void;
  readonly start: () => void;
  readonly close: () => void;
};

export type PortEnd = {
  readonly port: MessagePortMain;
  /** A message of the other end: held until the port is started. */
  readonly receive: (data: string | null) => void;
  /** The other end is gone. */
  readonly lose: () => void;
  readonly isClosed: () => boolean;
  readonly onEnd: (listener: () => void) => void;
};

/**
 * Electron's port of the main process: an emitter with start, postMessage and close, and nothing of a page's port
 * (no addEventListener, no onmessage). Closing it here emits "close" here as well.
 */
export function createMessagePortMain(remote: Remote): PortEnd {
  const events = emitter("MessagePortMain", ["message", "close"]);
  const held: (string | null)[] = [];
  let isStarted = false;
  let isClosed = false;
  const tell = (data: string | null): void => {
    if (!isClosed) events.emit("message", strict("MessageEvent", { data, ports: [] }));
  };
  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    events.emit("close");
  };
  const port = strict<MessagePortMain>("MessagePortMain", {
    ...events.api,
    postMessage: (message, transfer = []) => {
      if (transfer.length > 0) throw new Error("The stand-in for electron does not model ports that go on.");
      if (!isClosed) remote.deliver(carry(message));
    },
    start: () => {
      isStarted = true;
      for (const data of held.splice(0)) queueMicrotask(() => tell(data));
    },
    close: () => {
      if (isClosed) return;
      end();
      remote.closed();
    },
  });
  return {
    port,
    receive: (data) => {
      if (isStarted) tell(data);
      else held.push(data);
    },
    lose: end,
    isClosed: () => isClosed,
    onEnd: (listener) => {
      events.api.once("close", listener);
    },
  };
}

/** The wire between the processes is modelled for text, null and bytes, which is all that the contract sends over it. */
function carry(message: unknown): Carried {
  const copy: unknown = structuredClone(message); // Throws on what no port can carry.
  if (typeof copy === "string" || copy === null || copy instanceof Uint8Array) return copy;
  throw new Error(`The stand-in for electron does not carry a message of type ${typeof message}.`);
}
