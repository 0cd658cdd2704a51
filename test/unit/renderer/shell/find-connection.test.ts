import { describe, expect, it } from "vitest";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { findConnection, type ConnectionTask } from "#renderer/shell/find-connection.ts";

type Key = ConnectionDocument["keys"][number];

const key = (origin: Key["origin"], isTrusted = true): Key => ({ name: "KEY", origin, isTrusted });

const PLAIN = {
  declared: null,
  isStandIn: false,
  problem: null,
  baseUrl: "https://models.example/v1",
  keys: [] as readonly Key[],
  headers: [],
  learned: [],
};
type Parts = Partial<Readonly<Record<keyof typeof PLAIN, unknown>>>;
const named = (name: string, parts: Parts = {}): ConnectionDocument =>
  ({ ...PLAIN, name, ...parts }) as unknown as ConnectionDocument; // What it is chosen by, and no more.

const SIMULATED = named("simulated", { isStandIn: true, declared: {}, keys: [key("none")] });
const PRESET = named("preset", { keys: [key("none")] });
const OWN = named("own", { declared: {}, keys: [key("none")] });
const KEYED = named("keyed", { keys: [key("environment")] });
const HELD = named("held", { keys: [key("environment", false)] });
const FOREIGN = named("foreign", { declared: {}, problem: { code: "connection-untrusted" } });
const TAUGHT = named("taught", { learned: [{}] });

describe("[L26] the connection that an entry of the palette leads to", () => {
  it.each<readonly [ConnectionTask, readonly ConnectionDocument[], string | null]>([
    ["try", [SIMULATED, PRESET, KEYED, OWN], "own"],
    ["try", [SIMULATED, PRESET, KEYED], "keyed"],
    ["try", [SIMULATED, PRESET], "simulated"],
    ["key", [SIMULATED, KEYED, PRESET, OWN], "own"],
    ["key", [SIMULATED, KEYED, PRESET], "preset"],
    ["key", [SIMULATED, KEYED], null],
    ["trust", [OWN, KEYED, HELD], "held"],
    ["trust", [OWN, FOREIGN], "foreign"],
    ["trust", [OWN, KEYED, named("nowhere", { baseUrl: null, keys: [key("typed", false)] })], null],
    ["forget", [OWN, TAUGHT], "taught"],
    ["forget", [OWN, KEYED], null],
  ])("to %s", (task, connections, name) => {
    expect(findConnection(task, connections)).toBe(name);
  });
});
