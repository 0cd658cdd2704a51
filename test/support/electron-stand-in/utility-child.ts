import { pathToFileURL } from "node:url";
import { emitter, strict } from "./strict.ts";

// What a utility process finds: process.parentPort, and its arguments after the entry's path.

const [node = "", , entry = "", ...args] = process.argv;
process.argv = [node, entry, ...args];

const events = emitter("parentPort", ["message"]);
const early: unknown[] = [];
let isHeard = false;
const tell = (data: unknown): void => {
  if (isHeard) events.emit("message", strict("MessageEvent", { data, ports: [] }));
  else early.push(data);
};
process.on("message", tell);
process.on("disconnect", () => process.exit());
// Electron's kill asks the child's event loop: one that is stuck does not hear it.
process.on("SIGTERM", () => process.exit());
Object.assign(process, {
  parentPort: strict("parentPort", {
    // Messages wait for the first listener.
    on: (event: string, listener: (message: object) => void) => {
      events.api.on(event, listener);
      isHeard = true;
      for (const data of early.splice(0)) tell(data);
    },
    postMessage: (message: unknown) => {
      process.send?.(structuredClone(message));
    },
  }),
});

await import(pathToFileURL(entry).href);
