import { beforeAll, expect, it, vi } from "vitest";
import { PLACES } from "#core/app/apart/places.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { clientAs, outcomeOf } from "#test/support/asked-as.ts";
import type { Attack } from "./calls.ts";
import { DOORS } from "./doors.ts";
import { openWorld, type World } from "./world.ts";

/** Every door that can write, by everybody: refused as it should be, with no row and no file changed. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
let world: World;
beforeAll(async () => {
  world = await openWorld();
});

type Named = Attack & { readonly door: string };
const ALL: readonly Named[] = Object.entries(DOORS).flatMap(([part, doors]) =>
  Object.entries(doors as Readonly<Record<string, readonly Attack[]>>).flatMap(([name, attacks]) =>
    attacks.map((attack) => ({ ...attack, door: `${part}.${name}` })),
  ),
);

async function codeOf(kind: AuthorKind, { ask }: Attack): Promise<string> {
  const outcome = await outcomeOf(ask(clientAs(world.desk, kind), world.at));
  if (!("answer" in outcome)) return outcome.code;
  const { problems = [] } = (outcome.answer ?? {}) as { readonly problems?: readonly unknown[] };
  return problems.length > 0 ? "problems" : "done";
}

/** Asks all, and names each that left something behind. */
async function askAll(kind: AuthorKind, asked: readonly Named[]): Promise<readonly (readonly string[])[]> {
  const rows = world.everything();
  const got = [];
  const left = [];
  let before = world.glance();
  for (const attack of asked) {
    got.push([attack.door, attack.what, await codeOf(kind, attack)]);
    const after = world.glance();
    if (after !== before) left.push(`${attack.door}: ${attack.what}`);
    before = after;
  }
  expect(left).toEqual([]);
  expect(world.everything() === rows).toBe(true);
  return got;
}

it("[R40] every procedure that can write has its row", () => {
  const acting = Object.entries(PLACES).flatMap(([part, names]) =>
    Object.entries(names).flatMap(([name, place]) =>
      place === "reads" || place === "follows" ? [] : [`${part}.${name}`],
    ),
  );
  expect([...new Set(ALL.map(({ door }) => door))].toSorted()).toEqual(acting.toSorted());
});

it.each(["optimizer", "agent", "client"] as const)(
  "[R40, R41] %s: gets nothing done that is not theirs, at any door, and leaves nothing behind",
  async (kind) => {
    const asked = ALL.filter(({ others }) => others !== "theirs");
    expect(await askAll(kind, asked)).toEqual(asked.map(({ door, what, others }) => [door, what, others]));
  },
);

it("[R40] a person is told what is not for anybody, at any door, and nothing is left of it", async () => {
  const asked = ALL.filter(({ person }) => person !== "theirs");
  expect(await askAll("person", asked)).toEqual(asked.map(({ door, what, person }) => [door, what, person]));
  expect(await world.desk.client.workspace.verify()).toMatchObject({ ok: true });
});
