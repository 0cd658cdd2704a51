import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { listAddresses } from "#core/app/providers/addresses.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { CORPUS } from "#test/endpoints/corpus/all.ts";
import { ONCE_WRONG } from "#test/endpoints/corpus/once-wrong.ts";
import { sourceAddress } from "#test/endpoints/describe.ts";
import { playAll, type Played } from "#test/endpoints/play.ts";
import { playPreset } from "#test/endpoints/play-preset.ts";
import { PRESET_SERVERS } from "#test/endpoints/presets/all.ts";
import { endpointsPage, heldOnPage } from "#test/prove/endpoints-page.ts";

const PAGE = "resources/guide/endpoints.md";
const page = readFileSync(PAGE, "utf8");
const held = heldOnPage(page);

describe.each([
  { what: "what endpoints are known to do", behaviours: CORPUS.filter(({ id }) => held.has(id)) },
  { what: "what was once met wrongly", behaviours: ONCE_WRONG.filter(({ id }) => held.has(id)) },
])("$what", ({ behaviours }) => {
  let played: readonly Played[];
  beforeAll(async () => {
    played = await playAll(behaviours);
  });

  it.each(behaviours)("is met as it is right: $title", ({ id }) => {
    expect(played.find(({ behaviour }) => behaviour.id === id)?.misses).toEqual([]);
  });
});

describe("a preset at a server that does as its owner documents", () => {
  it.each(PRESET_SERVERS.filter(({ name }) => held.has(name)))(
    "lists its models, is evaluated against, and learns: $name",
    async (preset) => {
      expect((await playPreset(preset)).misses).toEqual([]);
    },
  );

  it("is there for each, with its sources", () => {
    const presets = listAddresses().flatMap(({ name }) => (isStandIn(name) ? [] : [name]));
    expect(PRESET_SERVERS.map(({ name }) => name).toSorted()).toEqual(presets.toSorted());
    expect(PRESET_SERVERS.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });
});

describe("the corpus", () => {
  it("is sixty things, each with a name, a title and a source", () => {
    expect(CORPUS).toHaveLength(60);
    for (const key of ["id", "title"] as const) {
      expect(new Set([...CORPUS, ...ONCE_WRONG].map((behaviour) => behaviour[key])).size).toBe(
        CORPUS.length + ONCE_WRONG.length,
      );
    }
    const sources = [...CORPUS.map(({ source }) => source), ...PRESET_SERVERS.flatMap((one) => one.sources)];
    expect(sources.filter((source) => !URL.canParse(sourceAddress(source)))).toEqual([]);
  });
});

describe(PAGE, () => {
  it("is what the corpus makes of it", () => {
    expect(page).toBe(endpointsPage(held));
  });
});
