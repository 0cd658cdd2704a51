import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import { toErrorReport, type ErrorReport } from "#core/base/app-error.ts";
import { addCommands } from "./commands/groups.ts";
import { refuseUnknown } from "./unknown-command.ts";
import { exitCodeOf } from "./returning.ts";
import { tellMissing } from "./tell-missing.ts";
import { sayDocument, tell } from "./terminal.ts";
import { rememberTyped } from "./typed-line.ts";
import { wordHint } from "./word-hint.ts";

/**
 * Runs one command line and returns its exit code: 0 done, 1 refused, failed or a negative answer, 2 wrong usage.
 * With --json exactly one JSON document goes to standard output; progress and complaints go to standard error [C1, C2].
 */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = await createProgram(args);
  try {
    refuseUnknown(program, args);
    await program.parseAsync(args, { from: "user" });
    return exitCodeOf(program);
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    if (isBareCall(thrown) && !args.includes("--json")) tell(program.helpInformation());
    return reportFailure(thrown, await toComplaint(thrown, args), args.includes("--json"));
  }
}

const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"),
) as { readonly version: string };

async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command("autogenesis")
    .description("Inspect and steer the evolution of LLM agents.")
    .version(VERSION, "--version", "print the version")
    .configureHelp({ showGlobalOptions: true })
    .option(
      "--workspace <dir>",
      "folder of the workspace (default: $AUTOGENESIS_WORKSPACE, else ~/Autogenesis Studio/order-desk)",
    )
    .option("--json", "print one JSON document on standard output");
  rememberTyped(program, args);
  await addCommands(program, args);
  for (const command of allCommands(program)) {
    const refuse = (complaint: CommanderError): never => {
      throw tellMissing(command, complaint);
    };
    command.exitOverride(refuse).configureOutput({ writeErr: () => undefined });
  }
  return program;
}

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** Only a group of commands was named, or nothing at all. */
function isBareCall(thrown: unknown): boolean {
  return thrown instanceof CommanderError && thrown.message === "(outputHelp)";
}

/** Also what `help` says when it knows no command of that name. */
function describeBare(args: readonly string[]): string {
  const at = args.indexOf("help");
  const asked = at === -1 ? undefined : args.slice(at + 1).find((arg) => !arg.startsWith("-"));
  return asked === undefined ? "No command was given." : `There is no command "${asked}".`;
}

/** As the command line says it: the hint with how it is done here. */
type Complaint = Omit<ErrorReport, "way">;

async function toComplaint(thrown: unknown, args: readonly string[]): Promise<Complaint> {
  if (thrown instanceof CommanderError) {
    const message = thrown.message.replace(/^error: /, "");
    return {
      code: "usage",
      message: isBareCall(thrown) ? describeBare(args) : message,
      hint: "See --help.",
    };
  }
  // What reads it knows the contract: only a failure waits for that to be loaded.
  const { fromWireError } = await import("./wire-error.ts");
  const { code, message, ...hinted } = toErrorReport(fromWireError(thrown));
  return { code, message, hint: wordHint(hinted) };
}

/** A failure is one document too [C3]; what is wrong with files stands in it piece by piece. */
function reportFailure(thrown: unknown, error: Complaint, isJson: boolean): number {
  const problems = thrown instanceof Error && "problems" in thrown ? { problems: thrown.problems } : {};
  if (isJson) sayDocument({ error, ...problems });
  else {
    tell(error.message);
    if (error.hint !== "") tell(error.hint);
    tell(`[${error.code}]`);
  }
  return ERROR_CODES[error.code].exit;
}
