import { Argument, Option, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { TakenResource, TakenSystem } from "#core/contract/resolve.ts";
import {
  CLIENT_LANGUAGES,
  findTaken,
  textOfStored,
  toFileText,
  type ClientLanguage,
} from "#core/domain/taken-out.ts";
import { askWorkspace, fromWhereTyped, isJson } from "#core/host/cli/call-workspace.ts";
import { shortId } from "#core/host/cli/format/format.ts";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";
import { sayDocument, sayText, tell } from "#core/host/cli/terminal.ts";
import { writeWhole } from "#core/host/cli/write-whole.ts";

type Options = {
  readonly at?: string;
  readonly whole?: true;
  readonly field?: string;
  readonly format: "text" | "json";
  readonly out?: string;
};

/** What is approved, for programs: read at this very moment, and never anything else [V21]. */
export function addResolveCommands(program: Command): void {
  program
    .command("resolve")
    .description("print a resource as it is at a tag, branch or commit: for programs, and to take it out")
    .argument("<kind/name[@commit]>", "such as prompt/order-clerk@prod; without a commit as it is at head")
    .option("--at <commit>", "the same as @commit")
    .option("--whole", "of an agent: with everything that it uses")
    .option(
      "--field <name>",
      "print one field of the document, or of the content by a pointer such as /messages/0",
    )
    .addOption(
      new Option("--format <format>", "the text itself, or the document that it came with")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--out <file>", "write the document to a file, which says by its hash what it should hold")
    .action(async (written: string, options: Options, command: Command) => {
      const asked = { ...options, ...readWritten(written, options.at) };
      if (options.out !== undefined)
        refuseIdle(command, ["field", "format"], "beside --out, which writes the document");
      if (isJson(command))
        refuseIdle(command, ["field", "format"], "beside --json, which prints the document");
      if (options.field !== undefined)
        refuseIdle(command, ["format"], "beside --field, which prints one field");
      const { resource, at, whole } = asked;
      const found = await askWorkspace<Taken>(command, async ({ resolve }) =>
        whole === true
          ? await resolve.system({ agent: resource, at })
          : await resolve.resource({ resource, at }),
      );
      answer(found, asked, command);
    });
  addClientCommand(program);
}

function addClientCommand(program: Command): void {
  program
    .command("client")
    .description("print the one file that programs read approved versions with, to be copied beside them")
    .addArgument(new Argument("<language>").choices(CLIENT_LANGUAGES))
    .option("--out <file>", "write it to a file")
    .action(async (language: ClientLanguage, { out }: { readonly out?: string }, command: Command) => {
      const found = await askWorkspace(command, async ({ resolve }) => resolve.client({ language }));
      if (out !== undefined) {
        const file = fromWhereTyped(out);
        writeWhole(file, found.text);
        tell(`The client is in ${file}.`);
      }
      if (isJson(command)) sayDocument(found);
      else if (out === undefined) sayText(found.text);
    });
}

type Taken = TakenResource | TakenSystem;

/** KIND/NAME, and behind the first @ whatever names a commit. Throws usage. */
function readWritten(written: string, option: string | undefined) {
  const cut = written.indexOf("@");
  const resource = toKey(cut === -1 ? written : written.slice(0, cut));
  const behind = cut === -1 ? undefined : written.slice(cut + 1);
  if (behind === "" || option === "") throw twice("names no commit behind @");
  if (behind !== undefined && option !== undefined && behind !== option) throw twice("names two commits");
  return { resource, at: behind ?? option ?? "head" };
}

function twice(what: string): AppError {
  return new AppError("usage", `The resource ${what}.`, {
    hint: "Write it as KIND/NAME@COMMIT, or leave the commit out for head.",
  });
}

function answer(found: Taken, { out, field, format }: Options, command: Command): void {
  if (out !== undefined) {
    const file = fromWhereTyped(out);
    writeWhole(file, toFileText(found as Json)); // Its schema made it.
    tell(`${nameOf(found)} is in ${file}, with its hash ${shortId(found.version)}.`);
    if (isJson(command)) sayDocument({ ...found, file });
    return;
  }
  if (isJson(command)) sayDocument(found);
  else if (field !== undefined) sayText(fieldOf(found, field));
  else sayText(format === "json" ? toFileText(found as Json) : textFor(found)); // Its schema made it.
}

function nameOf(found: Taken): string {
  return "agent" in found ? `${found.agent} with all that it uses` : found.resource;
}

/** A text as it is, anything else as JSON. Throws usage where there is no such field. */
function fieldOf(found: Taken, field: string): string {
  const value = findTaken(found as Json, field); // Its schema made it.
  if (value === undefined) {
    throw new AppError("usage", `There is no field ${field} in ${nameOf(found)}.`, {
      hint: `There are: ${Object.keys(found).join(", ")}; and pointers into the content.`,
    });
  }
  return typeof value === "string" ? value : toFileText(value);
}

/** What has no text of its own is printed as its content. */
function textFor(found: Taken): string {
  if ("agent" in found) return toFileText(found as Json); // Its schema made it.
  return textOfStored(found) ?? toFileText(found.content);
}
