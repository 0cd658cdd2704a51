import type { Command, CommanderError, Option } from "commander";
import { AppError } from "#core/base/app-error.ts";

const MISSING: ReadonlySet<string> = new Set([
  "commander.missingArgument",
  "commander.missingMandatoryOptionValue",
]);

/** Options that the command itself asks for, as it can say more of them. */
const askedLater = new WeakSet<Option>();

/** The option as one that must be given, which its command asks for together with what only it knows to be missing. */
export function neededOption(option: Option): Option {
  askedLater.add(option);
  return option;
}

/**
 * Everything that a command needs and was not given, at once and not one after the other, in place of the one thing that
 * the parser came upon [C38]. Any other complaint stays as it is.
 */
export function tellMissing(command: Command, complaint: CommanderError): Error {
  if (!MISSING.has(complaint.code)) return complaint;
  const needed = [
    ...command.registeredArguments
      .filter((argument) => argument.required)
      .map((argument, at) => ({ form: `<${argument.name()}>`, isGiven: command.args[at] !== undefined })),
    ...command.options
      .filter((option) => option.mandatory || askedLater.has(option))
      .map((option) => ({
        form: option.flags,
        isGiven: command.getOptionValue(option.attributeName()) !== undefined,
      })),
  ];
  const missing = needed.filter(({ isGiven }) => !isGiven).map(({ form }) => form);
  const all = needed.map(({ form }) => form).join(" ");
  return new AppError("usage", `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing.`, {
    hint: `It is called so: ${nameOf(command)} ${all} (--help says more).`,
  });
}

/** With the groups that it is in. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}
