import { converse } from "./converse.ts";
import type { Loop } from "./loop.ts";

/** A conversation in which the model is offered nothing to call. */
export const CHAT: Loop = {
  implementation: "chat/1",
  converse: async (talk) => converse(talk, []),
};
