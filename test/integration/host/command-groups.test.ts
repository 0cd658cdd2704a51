import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addCommands } from "#core/host/cli/commands/groups.ts";

const FOLDER = join(import.meta.dirname, "../../../core/host/cli/commands");

/** What each file of commands adds, whoever loads it. */
async function namesByFile(): Promise<readonly (readonly string[])[]> {
  const files = readdirSync(FOLDER).filter((file) => file !== "groups.ts");
  return Promise.all(
    files.map(async (file) => {
      const program = new Command();
      const parts = (await import(join(FOLDER, file))) as Readonly<Record<string, unknown>>;
      for (const [name, add] of Object.entries(parts)) {
        if (/^add\w*Commands?$/.test(name)) (add as (program: Command) => void)(program);
      }
      return program.commands.map((command) => command.name());
    }),
  );
}

async function namesFor(...args: readonly string[]): Promise<readonly string[]> {
  const program = new Command();
  await addCommands(program, args);
  return program.commands.map((command) => command.name());
}

describe("[M14] the commands that are loaded", () => {
  it("are all of them where help or a slip asks for them", async () => {
    const all = await namesFor("--help");
    expect(all).toContain("session");
    for (const args of [[], ["help", "log"], ["lgo", "session"]]) {
      expect([args, await namesFor(...args)]).toEqual([args, all]);
    }
  });

  it("are those of the one that is called and of no other file, wherever the options stand", async () => {
    const files = await namesByFile();
    for (const names of files) {
      for (const name of names) {
        const loaded = await namesFor("--workspace", "licences", "--json", name, "--limit", "5");
        expect([name, loaded]).toEqual([name, names]);
      }
    }
    expect((await namesFor("--help")).toSorted()).toEqual(files.flat().toSorted());
  });

  it("are none for the version", async () => {
    expect(await namesFor("--version")).toEqual([]);
  });
});
