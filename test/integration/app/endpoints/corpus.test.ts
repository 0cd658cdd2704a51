import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { CORPUS } from "#test/endpoints/corpus/all.ts";
import { endpointsPage, heldOnPage } from "#test/prove/endpoints.ts";
import { sourceAddress } from "#test/endpoints/describe.ts";
import { playAll, type Played } from "#test/endpoints/play.ts";

const PAGE = "resources/guide/endpoints.md";
const page = readFileSync(PAGE, "utf8");

describe("what endpoints are known to do", () => {
  let played: readonly Played[];
  beforeAll(async () => {
    played = await playAll(CORPUS);
  });

  it.each([...heldOnPage(page, CORPUS)])("is met as the page says: %s", (id) => {
    expect(played.find(({ behaviour }) => behaviour.id === id)?.misses).toEqual([]);
  });

  it("is sixty things, each with a name, a title and a source of its own kind", () => {
    expect(CORPUS).toHaveLength(60);
    for (const key of ["id", "title"] as const) {
      expect(new Set(CORPUS.map((behaviour) => behaviour[key])).size).toBe(60);
    }
    expect(CORPUS.filter(({ source }) => !URL.canParse(sourceAddress(source)))).toEqual([]);
  });
});

describe(PAGE, () => {
  it("is what the corpus makes of it", () => {
    expect(page).toBe(endpointsPage(CORPUS, heldOnPage(page, CORPUS)));
  });
});
