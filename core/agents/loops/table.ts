import type { AgentContent } from "#core/domain/content/agent.ts";
import { CHAT } from "./chat.ts";
import type { Loop } from "./loop.ts";
import { TOOL_CALLING } from "./tool-calling.ts";

/** Every loop that an agent may name. */
export const LOOPS: Readonly<Record<AgentContent["loop"], Loop>> = {
  chat: CHAT,
  "tool-calling": TOOL_CALLING,
};

/**
 * Closures name the runtime, whose constant stood for these before loops had constants of their own. Naming them too
 * would make another system of every agent that ever ran; from its next constant on, a loop is named.
 */
const UNDER_THE_RUNTIME: ReadonlySet<string> = new Set(["chat/1", "tool-calling/1"]);

/** For closures: the constants of the loops that the runtime's own does not stand for. */
export const loopImplementations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LOOPS)
    .map(([name, { implementation }]) => [`loop:${name}`, implementation] as const)
    .filter(([, implementation]) => !UNDER_THE_RUNTIME.has(implementation)),
);
