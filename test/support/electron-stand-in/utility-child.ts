import { pathToFileURL } from "node:url";
import { emitter, strict } from "./strict.ts";

// What a utility process finds: process.parentPort, and its arguments after the entry's path.

const CHANNEL =
  "send _send connected channel _channel disconnect _disconnect _handleQueue _pendingMessage".split(" ");

const [node = "", , entry = "", ...args] = process.argv;
process.argv = [node, entry, ...args];

const events = emitter("parentPort", ["message"]);
const early: unknown[] = [];
let isHeard = false;
const tell = (data: unknown): void => {
  if (isHeard) events.emit("message", strict("MessageEvent", { data, ports: [] }));
  else early.push(data);
};
const itself = process;
const copy = structuredClone;
process.on("message", tell);
process.on("disconnect", () => itself.exit());
// Electron's kill asks the child's event loop: one that is stuck does not hear it.
process.on("SIGTERM", () => itself.exit());
// The real port is no part of the process: what the program does to its process must not reach this one either.
for (const name of Object.getOwnPropertyNames(process).filter((own) => CHANNEL.includes(own))) {
  Object.defineProperty(process, name, { configurable: false });
}
Object.assign(process, {
  parentPort: strict("parentPort", {
    // Messages wait for the first listener.
    on: (event: string, listener: (message: object) => void) => {
      events.api.on(event, listener);
      isHeard = true;
      for (const data of early.splice(0)) tell(data);
    },
    postMessage: (message: unknown) => {
      itself.send?.(copy(message));
    },
  }),
});

await import(pathToFileURL(entry).href);
