import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connect } from "#core/host/connection/connect.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { builtInsWithout, makeOlderWorkspace, reworded } from "#test/support/older-workspace.ts";
import { runCli } from "./host.ts";

/**
 * empty: no agent and nothing done. fresh: the practice workspace as it comes. older: as a program made it that
 * shipped less. typical: after a real session of a few
 * iterations, with a proposal of another that waits. crowded: that, and three hundred edits and restores. long: after a
 * session that ran until nothing more was accepted, with undecided proposals of another on the desk.
 */
export type WorkspaceKind = "empty" | "fresh" | "older" | "typical" | "crowded" | "long";

/** Made once for all tests of a run, by whichever needs one first; each test works on a copy. Set by build-all.ts. */
const TEMPLATES = process.env["AUTOGENESIS_E2E_TEMPLATES"] ?? "";

/** A workspace of a test's own, in a folder that is removed by `remove`. */
export async function makeWorkspace(
  kind: WorkspaceKind,
): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const template = await prepareTemplate(kind);
  const parent = mkdtempSync(join(tmpdir(), "autogenesis-e2e-"));
  const folder = join(parent, "order-desk");
  cpSync(template, folder, { recursive: true });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

async function prepareTemplate(kind: WorkspaceKind): Promise<string> {
  const template = join(TEMPLATES, kind);
  mkdirSync(TEMPLATES, { recursive: true });
  if (existsSync(template)) return template;
  if (claim(`${template}.claimed`)) {
    // Finished templates only: one that was interrupted half-way is not there under its name.
    await STEPS[kind](`${template}-unfinished`);
    renameSync(`${template}-unfinished`, template);
  }
  // Another worker makes it; one that fails at it leaves this test to its own time limit.
  while (!existsSync(template)) await setTimeout(200);
  return template;
}

/** True for the first that asks. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

const STEPS: Readonly<Record<WorkspaceKind, (folder: string) => Promise<void>>> = {
  empty: async (folder) => void (await cli(["init", folder, "--from", "empty"])),
  fresh: async (folder) => void (await cli(["init", folder])),
  older: async (folder) => {
    const builtIns = reworded(builtInsWithout("prompt/rememberer"), "prompt/reflector", "Of old. ");
    await makeOlderWorkspace(folder, { from: "order-desk", houseSeed: 1 }, builtIns);
  },
  typical: async (folder) => {
    cpSync(await prepareTemplate("fresh"), folder, { recursive: true });
    await cli(["session", "start", "--workspace", folder, "--iterations", "4", "--approve", "gate"]);
    // Another session has asked for a decision and waits for it.
    const asking = ["--iterations", "1", "--approve", "ask", "--seed", "2"];
    await cli(["session", "start", "--workspace", folder, ...asking]);
  },
  crowded: async (folder) => {
    cpSync(await prepareTemplate("typical"), folder, { recursive: true });
    await crowd(folder, 300);
  },
  long: async (folder) => {
    cpSync(await prepareTemplate("fresh"), folder, { recursive: true });
    const long = ["--iterations", "9", "--approve", "gate", "--report", "test"];
    await cli(["session", "start", "--workspace", folder, ...long]);
    const asking = ["--iterations", "2", "--approve", "ask", "--seed", "2"];
    await cli(["session", "start", "--workspace", folder, ...asking]);
  },
};

async function cli(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

const VERBS = ["State", "Shorten", "Clarify", "Move", "Split", "Reword"];
const THINGS = [
  "the date rule",
  "units of measure",
  "the discount",
  "shipping",
  "customer names",
  "urgent orders",
  "corrections",
];
const RULES = "/messages/0/sections/2/text";

/** Edits by hand through the contract, one commit each; every fortieth goes back to an earlier version. */
async function crowd(folder: string, edits: number): Promise<void> {
  const connection = await connect(folder, (error) => console.error(error));
  try {
    for (let edit = 1; edit <= edits; edit += 1) await crowdOnce(connection.client, edit);
  } finally {
    await connection.close();
  }
}

async function crowdOnce(client: WorkspaceClient, edit: number): Promise<void> {
  if (edit % 40 === 0) {
    await client.history.rollback({ commit: "head~6" });
    return;
  }
  const resource = "prompt/order-clerk" as const;
  const { variables } = await client.resources.show({ resource });
  const text = variables.find(({ pointer }) => pointer === RULES)?.value;
  if (typeof text !== "string") throw new Error(`${resource} has no rules`);
  const kept = text.split("\n").filter((line) => !line.startsWith("Note "));
  const what = `${VERBS[edit % VERBS.length] ?? ""} ${THINGS[edit % THINGS.length] ?? ""}`;
  const value = [...kept, `Note ${edit}: ${what.toLowerCase()}.`].join("\n");
  await client.resources.setVariables({
    resource,
    values: [{ pointer: RULES, value }],
    message: `${what}, try ${Math.ceil(edit / 42)}`,
  });
}
