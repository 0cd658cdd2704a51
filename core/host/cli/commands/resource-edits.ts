import { Argument, Option, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { ASKED_STEPS } from "#core/domain/edit.ts";
import { addEditOptions, editing, type EditOptions } from "#core/host/cli/change-registry.ts";
import { toAgentKey, toKey, toKeyLike } from "#core/host/cli/resource-argument.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { compileContent } from "./compile-content.ts";
import { compileCopy, compileRestore, compileSet } from "./compile-edits.ts";

type FromOptions = EditOptions & { readonly from: string };
type SetOptions = EditOptions & { readonly from?: string };
type CopyOptions = EditOptions & { readonly at?: string; readonly deep?: boolean };
type MaskOptions = EditOptions & { readonly maxTokens?: number | typeof NO_LIMIT };

/** Of options, null is the parser's own word for one without a value. */
const NO_LIMIT = "none";
const NAMED = "<kind/name>";
const POINTER = "where it stands in the content, as `resource show` lists variables";
const FILE =
  "a file of its content: JSON or YAML, or Markdown with front matter for a prompt; - reads standard input";

/** The commands that change the registry by hand: each stands for edits of the one door. */
export function addResourceEdits(resource: Command): void {
  addContents(resource);
  addSteps(resource);
  addParts(resource);
  addMasks(resource);
}

function addContents(resource: Command): void {
  edit(resource, "create", "bring in a new resource")
    .argument(NAMED)
    .requiredOption("--from <file>", FILE)
    .action(
      editing(({ from }: FromOptions, [written]: [string]) => {
        const key = toKey(written);
        return { message: `Create ${key}`, compile: compileContent("register", { key, file: from }) };
      }),
    );
  edit(resource, "copy", "bring in a copy of a resource, which names the version that it was made of")
    .argument("<from>", "KIND/NAME")
    .argument("<to>", "its new name, with or without its kind")
    .option("--at <commit>", "copy it as it was at this commit")
    .option("--deep", "of an agent, copy its prompt and memory too, under its new name; tools stay shared")
    .action(
      editing((options: CopyOptions, [written, to]: [string, string]) => {
        const from = toKey(written);
        const resource = toKeyLike(from, to);
        return {
          message: `Copy ${from} as ${resource}`,
          compile: compileCopy({ ...options, from, resource }),
        };
      }),
    );
  edit(resource, "update", "give a resource another content")
    .argument(NAMED)
    .requiredOption("--from <file>", FILE)
    .action(
      editing(({ from }: FromOptions, [written]: [string]) => {
        const key = toKey(written);
        return { message: `Update ${key}`, compile: compileContent("update", { key, file: from }) };
      }),
    );
  edit(resource, "set", "set one variable of a resource")
    .argument(NAMED)
    .argument("<pointer>", POINTER)
    .argument("[value]", "its value: a text as it is, anything else as JSON")
    .option("--from <file>", "take the value from a file instead; - reads standard input")
    .action(
      editing((options: SetOptions, [written, pointer, value]: [string, string, string | undefined]) => {
        const key = toKey(written);
        const compile = compileSet({ ...options, resource: key, pointer, value });
        return { message: `Set ${pointer} of ${key}`, compile };
      }),
    );
  edit(resource, "restore", "bring an earlier version of a resource back")
    .argument(NAMED)
    .argument("<version>", "its label, or its id or the beginning of it")
    .action(
      editing(({ branch }: EditOptions, [written, version]: [string, string]) => {
        const key = toKey(written);
        return {
          message: `Restore ${key} to ${version}`,
          compile: compileRestore({ resource: key, version, branch }),
        };
      }),
    );
}

type Step = (typeof ASKED_STEPS)[number];

function addSteps(resource: Command): void {
  for (const [name, step, description] of [
    ["deprecate", "deprecate", "say of resources that they are on their way out; they go on working"],
    ["retire", "unregister", "take resources out of use; nothing is deleted"],
    ["reactivate", "reactivate", "bring resources back into use"],
  ] as const satisfies ReadonlyArray<readonly [string, Step, string]>) {
    edit(resource, name, description)
      .argument("<kind/name...>", "one or more, as one change")
      .action(
        editing((_options: EditOptions, [written]: [readonly string[]]) => {
          const keys = written.map(toKey);
          return {
            message: `${capitalise(name)} ${keys.join(", ")}`,
            compile: () => keys.map((key) => ({ type: "step", resource: key, step })),
          };
        }),
      );
  }
}

function addParts(resource: Command): void {
  for (const [type, description, joint] of [
    ["attach", "have an agent use tools, environments, memory, or another prompt in place of its own", "to"],
    ["detach", "have an agent no longer use tools, environments or memory", "from"],
  ] as const) {
    edit(resource, type, description)
      .argument("<agent>", "NAME or agent/NAME")
      .argument("<kind/name...>", "what it uses: one or more, as one change")
      .action(
        editing((_options: EditOptions, [agent, written]: [string, readonly string[]]) => {
          const [key, parts] = [toAgentKey(agent), written.map(toKey)];
          return {
            message: `${capitalise(type)} ${parts.join(", ")} ${joint} ${key}`,
            compile: () => parts.map((part) => ({ type, resource: key, part })),
          };
        }),
      );
  }
}

function addMasks(resource: Command): void {
  edit(resource, "mask", "say whether a variable may be changed without a person")
    .argument(NAMED)
    .argument("<pointer>", POINTER)
    .addArgument(new Argument("<learnable>", "whether optimizers may change it").choices(["on", "off"]))
    .addOption(
      new Option("--max-tokens <n>", "the most tokens that it may have; none for no limit").argParser(limit),
    )
    .action(
      editing(({ maxTokens }: MaskOptions, [written, pointer, learnable]: [string, string, string]) => {
        const key = toKey(written);
        const mask = { type: "mask", resource: key, pointer, learnable: learnable === "on" } as const;
        return {
          message: `Make ${pointer} of ${key} ${learnable === "on" ? "learnable" : "fixed"}`,
          compile: () => [
            maxTokens === undefined
              ? mask
              : { ...mask, maxTokens: maxTokens === NO_LIMIT ? null : maxTokens },
          ],
        };
      }),
    );
  for (const [type, description] of [
    ["lock", "keep a text in a variable from now on, letter for letter, whoever changes it"],
    ["unlock", "lift such a lock"],
  ] as const) {
    edit(resource, type, description)
      .argument(NAMED)
      .argument("<pointer>", POINTER)
      .argument("<text>", "the text, as it stands there")
      .action(
        editing((_options: EditOptions, [written, pointer, text]: [string, string, string]) => {
          const key = toKey(written);
          return {
            message: `${capitalise(type)} a text in ${pointer} of ${key}`,
            compile: () => [{ type, resource: key, pointer, text }],
          };
        }),
      );
  }
}

function edit(resource: Command, name: string, description: string): Command {
  return addEditOptions(resource.command(name).description(description));
}

function limit(written: string): number | typeof NO_LIMIT {
  if (written === NO_LIMIT) return NO_LIMIT;
  const tokens = wholeNumber(written);
  if (tokens > 0) return tokens;
  throw new AppError("usage", "A variable cannot be held to no tokens.", {
    hint: "Give a number from 1 on, or none for no limit.",
  });
}

function capitalise(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}
