import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCliHere } from "#test/support/cli-here.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const made = makeFolder();
const workspace = join(made.folder, "workspace");
beforeAll(async () => {
  vi.stubEnv("INIT_CWD", made.folder);
  vi.stubEnv("npm_lifecycle_event", "");
  const rows = ["My parcel is late", "The card was charged twice", "I cannot log in to it"].map(
    (text, at) => `${at},${text},${at === 2 ? "access" : "billing"}`,
  );
  writeFileSync(join(made.folder, "Team mails.csv"), ["number,mail,team", ...rows, ""].join("\n"));
  expect((await runCliHere(["init", workspace, "--from", "empty"])).code).toBe(0);
});
afterAll(() => {
  made.remove();
});

type Refused = { readonly error: { readonly code: string; readonly message: string; readonly hint: string } };

async function refused(...args: readonly string[]): Promise<Refused["error"]> {
  const { code, stdout } = await runCliHere([...args, "--workspace", workspace, "--json"]);
  const { error } = JSON.parse(stdout) as Refused;
  expect([code, error.code]).toEqual([2, "usage"]);
  return error;
}

describe("[C38] what a command needs and was not given is said at once", () => {
  it("of a file: the name, the task's columns and the answer's, with what it has and a line that works", async () => {
    const { message, hint } = await refused("dataset", "import", "Team mails.csv");
    for (const option of ["--name", "--input", "--answer"]) expect(message).toContain(option);
    expect(hint).toContain('Team mails.csv has number ("0"), mail ("My parcel is late"), team ("billing").');
    expect(hint).toMatch(/dataset import 'Team mails\.csv' .*--name team-mails --input mail --answer team$/);
    const said = await refused("dataset", "import", "Team mails.csv", "--name", "mails");
    expect(said.message).toBe(
      "--input (which columns hold the task) and --answer (which holds the expected answer) are missing.",
    );
    const line = ["--name", "team-mails", "--input", "mail", "--answer", "team"];
    const imported = await runCliHere([
      ...["dataset", "import", "Team mails.csv", ...line],
      ...["--workspace", workspace, "--json"],
    ]);
    expect([imported.code, JSON.parse(imported.stdout)]).toMatchObject([0, { items: 3 }]);
  });

  it("where one of them was said, only the others, and what cannot be read beside what is missing", async () => {
    const { message, hint } = await refused("dataset", "import", "Team mails.csv", "--answer", "number");
    expect(message).toBe(
      "--name (what to call the dataset) and --input (which columns hold the task) are missing.",
    );
    expect(hint).toMatch(/--answer number .*--name team-mails --input mail$/);
    const nowhere = await refused("dataset", "import", "nowhere.csv");
    expect(nowhere.message).toMatch(/nowhere\.csv.*--name \(what to call the dataset\) is missing\.$/);
  });

  it.each([
    [["dataset", "import"], "<file> and --name <name> are missing.", "dataset import <file> --name <name>"],
    [
      ["resource", "create"],
      "<kind/name> and --from <file> are missing.",
      "resource create <kind/name> --from <file>",
    ],
    [
      ["resource", "create", "prompt/a"],
      "--from <file> is missing.",
      "resource create <kind/name> --from <file>",
    ],
    [
      ["dataset", "delete"],
      "<name> and --confirm <name> are missing.",
      "dataset delete <name> --confirm <name>",
    ],
    [["proposal", "reject"], "<id> and --reason <text> are missing.", "proposal reject <id> --reason <text>"],
  ])("%j: %s", async (args, message, form) => {
    const error = await refused(...args);
    expect(error.message).toBe(message);
    expect(error.hint).toContain(form);
  });
});
