import { globSync } from "node:fs";
import { expect, it } from "vitest";

/*
 * The window keeps answers by key: two questions with one key hand each other's answers out, in a shape that the asker
 * does not know. Every factory of every feature is asked here about the same things.
 */

const RESOURCE = "prompt/order-clerk";
const AT = "c1";

/** Factories that take something else than ids. */
const SPECIAL: Readonly<Record<string, readonly unknown[]>> = {
  resourcesAtQuery: [[RESOURCE], AT],
  // About a session it is the session's own question.
  maybeSessionQuery: [null],
};

async function listKeys(): Promise<readonly (readonly [key: string, name: string])[]> {
  const files = globSync("renderer/**/*-queries.ts").toSorted();
  const modules = await Promise.all(
    files.map(async (file) => {
      const loaded = (await import(
        `#renderer/${file.replaceAll("\\", "/").slice("renderer/".length)}`
      )) as object;
      return Object.entries(loaded).map(([name, value]) => ({
        id: `${file} ${name}`,
        name,
        value: value as unknown,
      }));
    }),
  );
  return modules
    .flat()
    .filter(({ name }) => name.endsWith("Query"))
    .map(({ id, name, value }) => [keyOf(name, value), id] as const);
}

function keyOf(name: string, value: unknown): string {
  const query =
    typeof value === "function" ? (value(...(SPECIAL[name] ?? [RESOURCE, AT])) as unknown) : value;
  return (query as { readonly key: string }).key;
}

it("no two questions keep their answers under one key", async () => {
  const keys = await listKeys();
  const shared = keys.filter(([key, name]) => keys.some(([other, by]) => other === key && by !== name));
  expect(keys.length).toBeGreaterThan(15);
  expect(shared).toEqual([]);
});
