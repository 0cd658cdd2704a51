import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";
import { ask, importSums, type Seen } from "./ask.ts";
import type { Behaviour, Rule } from "./behaviour.ts";
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

/** The keys of whoever plays, by their names. */
const TEAM_KEYS: Readonly<Record<string, string>> = { TEAM_KEY: "team-key-1", TEAM_KEY_2: "team-key-2" };

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
  const desk = openTestWorkspace(workspace, undefined, {
    secrets: { find: (name) => TEAM_KEYS[name] ?? null },
  });
  await importSums(desk.client);
  return desk;
}

async function play(
  { client }: TestWorkspace,
  server: EndpointServer,
  behaviour: Behaviour,
): Promise<Played> {
  const { id, asked, connection, others = {} } = behaviour;
  const connect = async (name: string, rules: readonly Rule[], said: Behaviour["connection"]) => {
    server.set(name, rules);
    await client.connections.save({ name, connection: { ...said, baseUrl: server.addressOf(name) } });
  };
  for (const [name, rules] of Object.entries(others)) await connect(name, rules, {});
  await connect(id, behaviour.server, connection);
  const seen = await ask(client, asked, { provider: id, name: "m" });
  const heard = server.heardBy(id);
  const misses = findMisses(behaviour, seen, heard);
  const silent = Object.entries(behaviour.right.othersAsked ?? {}).flatMap(([name, count]) => {
    const found = server.heardBy(name).length;
    return found === count ? [] : [`${name} was asked ${found} times, not ${count}`];
  });
  return { behaviour, seen, requests: heard.length, misses: [...misses, ...silent] };
}
