import { AppError } from "#core/base/app-error.ts";
import type { ToolOfType } from "#core/domain/content/tool.ts";
import { BUILTINS } from "#core/tools/builtins.ts";
import { toExcerpt } from "#core/tools/excerpt.ts";
import type { ToolType } from "./tool-type.ts";

/** A tool that names a function of the program. It exists, and is offered every argument it reads. */
export const BUILTIN_TOOL: ToolType<ToolOfType<"builtin">> = {
  findProblems: async (content) => Promise.resolve(findProblems(content)),
  bind: ({ key, content: { implementation } }, { desk }) => {
    const builtin = BUILTINS.get(implementation);
    if (builtin === undefined) {
      throw new AppError(
        "unsupported",
        `${key} names the builtin "${implementation}", which does not exist.`,
        {
          hint: `Builtins are ${[...BUILTINS.keys()].join(", ")}.`,
        },
      );
    }
    return async (input) => Promise.resolve(builtin.call(input, desk));
  },
  implementationOf: ({ implementation }) => `builtin:${implementation}`,
};

function findProblems({ implementation, inputSchema }: ToolOfType<"builtin">): readonly string[] {
  const builtin = BUILTINS.get(implementation);
  if (builtin === undefined) {
    return [`there is no builtin ${toExcerpt(implementation)}; there are ${[...BUILTINS.keys()].join(", ")}`];
  }
  return Object.keys(builtin.inputSchema.properties)
    .filter((name) => !Object.hasOwn(inputSchema.properties, name))
    .map((name) => `${implementation} reads the argument ${name}, which its input schema does not offer`);
}
