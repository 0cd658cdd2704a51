import { createLineReader } from "./line-reader.ts";
import type { SandboxLimits } from "./limits.ts";
import type { ParentMessage } from "./messages.ts";
import { serveGuests } from "./serve-guests.ts";

// The entry of the sandbox's process under Node: JSON lines on stdin and stdout, limits as its one argument.

// The engine takes its time of day from here. Evolved code gets the same one always, or no run could be repeated.
Date.now = () => 0;

const { stdin, stdout } = process;
const itself = process; // The name is gone later on.
const limits = JSON.parse(process.argv[2] ?? "") as SandboxLimits;
let onMessage: (message: ParentMessage) => void = () => undefined;
const lines = createLineReader(
  Number.POSITIVE_INFINITY, // The parent is trusted.
  (line) => {
    onMessage(JSON.parse(line) as ParentMessage);
  },
  () => undefined,
);
stdin
  .setEncoding("utf8")
  .on("data", (text: string) => {
    lines.push(text);
  })
  .on("end", () => itself.exit());

await serveGuests(
  {
    send: (message) => {
      stdout.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
  },
  limits,
);
