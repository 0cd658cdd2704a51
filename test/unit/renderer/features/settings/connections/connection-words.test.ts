import { describe, expect, it } from "vitest";
import type { ConnectionDocument, KeyState } from "#core/contract/connections.ts";
import {
  kindOf,
  listHeldBack,
  tellKey,
  tellKeys,
  tellRules,
} from "#renderer/features/settings/connections/connection-words.ts";
import { usesBeside } from "#renderer/features/settings/connections/uses-beside.ts";

function connectionOf(
  keys: readonly KeyState[],
  change: Partial<ConnectionDocument> = {},
): ConnectionDocument {
  return {
    ...{ name: "own", label: "own", isStandIn: false, declared: {}, preset: null },
    ...{ baseUrl: "https://own.test/v1", addressForm: null, query: {}, keyHeader: "authorization" },
    keys: [...keys],
    ...{ headers: [], request: {}, learned: [], callsAtOnce: 1, proxy: null, fallback: [], said: [] },
    patience: { silenceSeconds: 1, wordSeconds: 1, answerSeconds: 1, attempts: 1, waitSeconds: 1 },
    problem: null,
    ...change,
  };
}

const KEY = { name: "A_KEY", origin: "typed", isTrusted: true } as const;
const HELD = { ...KEY, name: "B_KEY", isTrusted: false } as const;
const NONE = { ...KEY, name: "C_KEY", origin: "none" } as const;

describe("[V19] what is said of a connection's keys", () => {
  it("calls a key good where it is there and goes to its address, and no other", () => {
    expect(tellKeys(connectionOf([KEY])).meaning).toBe("good");
    expect(tellKeys(connectionOf([HELD]))).toEqual({ meaning: "undecided", text: "not trusted yet" });
    expect(tellKeys(connectionOf([KEY, NONE]))).toEqual({ meaning: "undecided", text: "1 of 2 keys found" });
    expect(tellKeys(connectionOf([HELD], { baseUrl: null })).meaning).toBe("good");
    expect(tellKey(HELD, true).meaning).toBe("undecided");
    expect(tellKey(HELD, false).meaning).toBe("good");
    expect(tellKey(NONE, true).meaning).toBe("neutral");
  });

  it("names the keys that are there and held back", () => {
    expect(listHeldBack(connectionOf([KEY, HELD, { ...NONE, isTrusted: false }]))).toEqual(["B_KEY"]);
    expect(listHeldBack(connectionOf([HELD], { baseUrl: null }))).toEqual([]);
  });

  it("calls nobody's own what came with the workspace", () => {
    const problem = { code: "connection-untrusted", message: "", hint: "" } as const;
    expect(kindOf(connectionOf([HELD], { problem }))).toBe("workspaces");
    expect(kindOf(connectionOf([KEY]))).toBe("yours");
    expect(kindOf(connectionOf([KEY], { preset: "own" }))).toBe("changed");
    expect(kindOf(connectionOf([KEY], { declared: null }))).toBe("preset");
  });

  it("tells of routes and of connections that ask its models, beside agents", () => {
    const others = [
      connectionOf([], { name: "a", fallback: ["own/m"] }),
      connectionOf([], { name: "b", fallback: ["owner/m"] }),
    ];
    const routes = [{ name: "cheap", order: "listed", models: ["own/m", "a/m"] } as const].map((route) => ({
      ...route,
      models: [...route.models],
    }));
    expect(usesBeside("own", others, routes)).toEqual([
      { label: "route/cheap", parts: ["connections"] },
      { label: "a", parts: ["connections", "a"] },
    ]);
    expect(usesBeside("c", others, routes)).toEqual([]);
  });

  it("tells every rule that there is", () => {
    expect(tellRules({ structured: "words", roles: "as-they-are", schemas: "plain" })).toEqual([
      "the form of an answer is told in words alone",
      "everyone speaks in its own role",
      "schemas are written with plain keywords alone",
    ]);
  });
});
