import { expect, it } from "vitest";
import type { Adaptation } from "#core/domain/adaptation.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openRegistry } from "#test/support/registry.ts";

const SEED: Adaptation = {
  endpoint: "http://127.0.0.1:9/v1",
  model: "m",
  rule: { omit: ["seed"] },
  said: "Unrecognized request argument supplied: seed",
  at: 1_900_000_000_000,
};

it("[M22] a lesson is kept once, by address and model, in the order of learning, until it is forgotten", () => {
  const { store, close } = openRegistry();
  try {
    const { adaptations } = store;
    const words: Adaptation = { ...SEED, rule: { structured: "words" }, at: SEED.at + 1 };
    const other: Adaptation = {
      ...SEED,
      model: "n",
      rule: { rename: { max_tokens: "max_completion_tokens" } },
    };
    const elsewhere: Adaptation = { ...SEED, endpoint: "http://127.0.0.1:9/v2" };
    store.durable(() => {
      expect([words, SEED, other, elsewhere].map(adaptations.note)).toEqual([true, true, true, true]);
      // A second call that was refused alike.
      expect(adaptations.note({ ...SEED, said: "again", at: SEED.at + 9 })).toBe(false);
    });
    expect(adaptations.of(SEED)).toEqual([SEED, words]);
    expect(adaptations.of({ endpoint: SEED.endpoint })).toEqual([SEED, words, other]);
    expect(adaptations.list()).toEqual([SEED, words, other, elsewhere]);
    store.durable(() => expect(adaptations.forget({ endpoint: SEED.endpoint, model: "m" })).toBe(2));
    expect(adaptations.list()).toEqual([other, elsewhere]);
    store.durable(() => expect(adaptations.forget({ endpoint: SEED.endpoint })).toBe(1));
    expect(adaptations.list()).toEqual([elsewhere]);
  } finally {
    close();
  }
});

it("[M22] a row that is no rule, or sets a member to more than a figure, is damage and not obeyed", () => {
  const { store, path, close } = openRegistry();
  try {
    withRaw(path, (db) =>
      db
        .prepare("INSERT INTO adaptation VALUES (?, ?, ?, ?, ?, '')")
        .run(SEED.endpoint, SEED.model, '{"set":{"response_format":{"type":"text"}}}', "", 1),
    );
    expect(() => store.adaptations.of(SEED)).toThrow(expect.objectContaining({ code: "workspace-damaged" }));
  } finally {
    close();
  }
});
