import type { SandboxLimits } from "#core/sandbox/limits.ts";
import type { ParentMessage } from "#core/sandbox/messages.ts";
import { serveGuests } from "#core/sandbox/serve-guests.ts";

// The entry of the sandbox's process under Electron: JSON text over the parent's port, limits as its last argument.

// The engine takes its time of day from here. Evolved code gets the same one always, or no run could be repeated.
Date.now = () => 0;

const { parentPort } = process; // The realm is locked later on.

void serveGuests(
  {
    send: (message) => parentPort.postMessage(JSON.stringify(message)),
    onMessage: (listener) => {
      parentPort.on("message", ({ data }) => listener(JSON.parse(String(data)) as ParentMessage));
    },
  },
  JSON.parse(process.argv.at(-1) ?? "") as SandboxLimits,
);
