import { converse } from "./converse.ts";
import type { Loop } from "./loop.ts";

/** A conversation in which the model may call the agent's tools and the actions of its environments. */
export const TOOL_CALLING: Loop = {
  implementation: "tool-calling/1",
  converse: async (talk) => converse(talk, talk.rollout.callables),
};
