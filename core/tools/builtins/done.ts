import { isJsonObject } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import type { Builtin } from "./builtin.ts";

/** Hands in the run's output. When a turn calls it twice, the later output stands. */
export const DONE: Builtin = {
  implementation: "done/1",
  inputSchema: {
    type: "object",
    properties: { output: { description: "The finished output, as JSON." } },
    required: ["output"],
    additionalProperties: false,
  },
  call: (input, desk) => {
    const output = isJsonObject(input) && Object.hasOwn(input, "output") ? input["output"] : undefined;
    if (output === undefined) {
      return err({
        code: "tool-arguments",
        message: "Hand in the finished output as the argument `output`.",
      });
    }
    desk.output = output;
    return ok({ accepted: true });
  },
};
