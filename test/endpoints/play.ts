import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";
import { ask, importSums, type Seen } from "./ask.ts";
import type { Behaviour } from "./behaviour.ts";
import { findMisses } from "./judge.ts";
import { serveEndpoints, type EndpointServer } from "./serve.ts";

export type Played = {
  readonly behaviour: Behaviour;
  readonly seen: Seen;
  /** How often the endpoint was asked. */
  readonly requests: number;
  /** In what it is not right; none where it holds. */
  readonly misses: readonly string[];
};

/** As many wait for each other's answers at most. */
const AT_ONCE = 6;

/**
 * Plays behaviours on loopback through the program, and tells of each what came of it, in their order. Runs and evaluations
 * share a workspace; a session has one of its own, since what it learns is there for whoever comes next.
 */
export async function playAll(behaviours: readonly Behaviour[]): Promise<readonly Played[]> {
  const { folder, remove } = makeFolder();
  const server = await serveEndpoints();
  const shared = await openDesk(folder, "shared");
  const played = new Map<Behaviour, Played>();
  const waiting = [...behaviours];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const desk = next.asked === "session" ? await openDesk(folder, next.id) : shared;
      played.set(next, await play(desk, server, next));
      if (desk !== shared) await desk.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await shared.close();
    await server.close();
    remove();
  }
  return behaviours.flatMap((behaviour) => played.get(behaviour) ?? []);
}

async function openDesk(folder: string, name: string): Promise<TestWorkspace> {
  const workspace = await makeOrderDesk(join(folder, name));
  const file = join(workspace, "workspace.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("session:\n", "session:\n  workers: 1\n"));
  const desk = openTestWorkspace(workspace);
  await importSums(desk.client);
  return desk;
}

async function play(
  { client }: TestWorkspace,
  server: EndpointServer,
  behaviour: Behaviour,
): Promise<Played> {
  const { id, asked } = behaviour;
  server.set(id, behaviour.server);
  const seen = await ask(client, asked, { provider: "openai", name: id, baseUrl: server.addressOf(id) });
  const heard = server.heardBy(id);
  return { behaviour, seen, requests: heard.length, misses: findMisses(behaviour, seen, heard) };
}
