import type { Command } from "commander";
import { readLicences } from "#core/app/licences.ts";
import { print } from "#core/host/cli/call-workspace.ts";

export function addLicencesCommand(program: Command): void {
  program
    .command("licences")
    .description("print the licence of the program and the notices of everything in it")
    .action((_flags: object, command: Command) => {
      // Of the program, not of a workspace: none has to be there.
      print(command, { text: readLicences() }, ({ text }) => text);
    });
}
