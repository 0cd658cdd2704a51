import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { addCommands } from "#core/host/cli/commands/groups.ts";

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

  it("have the one that is called, wherever the options stand, and none of another group", async () => {
    for (const name of await namesFor("--help")) {
      const loaded = await namesFor("--workspace", "licences", "--json", name, "--limit", "5");
      expect(loaded).toContain(name);
      expect([name, loaded.length]).toEqual([name, Math.min(loaded.length, 5)]);
    }
    expect(await namesFor("--workspace", "session", "log")).not.toContain("session");
  });

  it("are none for the version", async () => {
    expect(await namesFor("--version")).toEqual([]);
  });
});
