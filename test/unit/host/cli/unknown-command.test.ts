import { Command } from "commander";
import { expect, it } from "vitest";
import { refuseUnknown } from "#core/host/cli/unknown-command.ts";

const program = new Command("autogenesis");
program.command("log");
program.command("session").command("start").argument("[dir]");

it.each([
  [["nosuch", "--help"], 'There is no command "nosuch".', "There are log, session."],
  [["--workspace", "w", "lgo", "-h"], 'There is no command "lgo".', "Did you mean log?"],
  [["session", "strat", "--help"], 'There is no command "strat".', "Did you mean start?"],
])("[C1] help of %j, which there is not, is wrong usage", (args, message, hint) => {
  expect(() => refuseUnknown(program, args)).toThrow(
    expect.objectContaining({ code: "usage", message, hint }),
  );
});

it.each([[["--help"]], [["log", "--help"]], [["session", "start", "anything", "--help"]], [["nosuch"]]])(
  "[C1] %j is left to what reads the command line",
  (args) => {
    expect(() => refuseUnknown(program, args)).not.toThrow();
  },
);
