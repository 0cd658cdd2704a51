import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";

type Counter = { calls: number };

/** Which piece of work is going on: others in this process may use the network meanwhile, and are not counted. */
const counting = new AsyncLocalStorage<Counter>();

/** Sockets that are connected, datagrams' sockets, and requests over connections that are open already. */
const CHANNELS = ["net.client.socket", "udp.socket", "undici:request:create"] as const;

/**
 * Does the work, and counts what it and whatever it starts in this process begins on the network: it is heard from Node
 * itself and not assumed. A request over a connection of its own counts as both.
 */
export async function countNetwork<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly networkCalls: number }> {
  const counter: Counter = { calls: 0 };
  const hear = (): void => {
    if (counting.getStore() === counter) counter.calls += 1;
  };
  for (const channel of CHANNELS) subscribe(channel, hear);
  try {
    const result = await counting.run(counter, work);
    return { result, networkCalls: counter.calls };
  } finally {
    for (const channel of CHANNELS) unsubscribe(channel, hear);
  }
}
