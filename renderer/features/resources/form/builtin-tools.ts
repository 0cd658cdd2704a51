import type { JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { BUILTIN_START } from "#renderer/features/resources/form/starting-content.ts";

type BuiltinTool = { readonly note: string; readonly inputSchema: JsonObject };

/** The functions of the program that a tool may name, each with the arguments that it reads. */
export const BUILTIN_TOOLS: ReadonlyMap<string, BuiltinTool> = new Map([
  ["done", { note: formStrings.builtins.done, inputSchema: BUILTIN_START["inputSchema"] as JsonObject }], // An object, as written there.
  [
    "todo",
    {
      note: formStrings.builtins.todo,
      inputSchema: {
        type: "object",
        properties: {
          action: { type: "string", enum: ["add", "complete", "list"] },
          text: { type: "string", description: "What is to be done, with `add`." },
          number: {
            type: "integer",
            minimum: 1,
            description: "The entry's number in the list, with `complete`.",
          },
        },
        required: ["action"],
      },
    },
  ],
]);
