import type { Command } from "commander";
import { AppError } from "#core/base/app-error.ts";

/**
 * Refuses options that would do nothing: whoever typed one expects something of it. `names` are attribute names of the
 * command's options, `why` says beside what they do nothing. Throws usage [C34].
 */
export function refuseIdle(command: Command, names: readonly string[], why: string): void {
  for (const name of names) {
    if (command.getOptionValueSource(name) !== "cli") continue;
    const option = command.options.find((each) => each.attributeName() === name);
    throw new AppError("usage", `${option?.long ?? name} does nothing ${why}.`, { hint: "Leave it out." });
  }
}
