import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { CONVENTION_IDS } from "#core/practice/desk/conventions.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { createWorld } from "#core/practice/desk/world.ts";

const SEEDS = [1, 2, 3];
const desks = SEEDS.map((seed) => createOrderDesk(seed));
const FIELDS = "customer receivedOn deliverOn items discount total currency priority notes".split(" ");

describe.each(desks)("the order desk of house $houseSeed", (desk) => {
  const { train, validation, test } = desk;
  const all = [...train, ...validation, ...test];

  it("has splits of the right sizes, without one id or message twice", () => {
    expect([train.length, validation.length, test.length]).toEqual([180, 400, 400]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(980);
    expect(new Set(all.map(({ input }) => input)).size).toBe(980);
  });

  it("marks a third of the training items as dev and five labels as noisy, elsewhere none", () => {
    expect(train.filter(({ dev }) => dev)).toHaveLength(60);
    expect(train.filter(({ metadata }) => metadata.noisyLabel)).toHaveLength(5);
    expect([...validation, ...test].filter(({ metadata }) => metadata.noisyLabel)).toEqual([]);
  });

  it("has the promised shares of classes in every split", () => {
    const shares = [train, validation, test].map((items) =>
      ["easy", "medium", "hard", "odd"].map(
        (name) => items.filter((item) => item.class === name).length / items.length,
      ),
    );
    expect(shares).toEqual([1, 2, 3].map(() => [0.4, 0.35, 0.2, 0.05]));
  });

  it("keeps each class to its number of involved conventions, and hard items to several articles", () => {
    const counts = { easy: [1, 2], medium: [3, 4], hard: [5, 16], odd: [1, 16] } as const;
    const misplaced = all.filter((item) => {
      const [from, to] = counts[item.class];
      const involved = item.metadata.conventions.length;
      const articles = (item.expected["items"] as readonly unknown[]).length;
      return involved < from || involved > to || (item.class === "hard" && articles < 2);
    });
    expect(misplaced).toEqual([]);
  });

  it("lets every convention matter in at least one sealed item of 17", () => {
    const rare = CONVENTION_IDS.filter(
      (id) => test.filter(({ metadata }) => metadata.conventions.includes(id)).length < 24,
    );
    expect(rare).toEqual([]);
  });

  it("writes messages of 30 to 120 words under their header, without marks left over from rendering", () => {
    const wordCounts = all.map(({ input }) => {
      const body = input.slice(input.indexOf("\n\n"));
      return body.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word)).length;
    });
    expect([Math.min(...wordCounts) >= 30, Math.max(...wordCounts) <= 120]).toEqual([true, true]);
    expect(all.filter(({ input }) => /[\u0000-\u0008{}]/.test(input))).toEqual([]);
  });

  it("labels every item with exactly the nine fields, and quotes each article in the message", () => {
    const odd = all.filter(({ expected, input }) => {
      const items = expected["items"] as readonly { readonly sku: string; readonly description: string }[];
      const isQuoted = items.every(
        ({ sku, description }) => input.includes(sku) && input.includes(description),
      );
      return Object.keys(expected).join() !== FIELDS.join() || !isQuoted;
    });
    expect(odd).toEqual([]);
  });

  it("states between four and six conventions at the start, and the three that touch most orders among them", () => {
    expect(desk.startingStatements.length).toBeGreaterThanOrEqual(4);
    expect(desk.startingStatements.length).toBeLessThanOrEqual(6);
    const text = desk.startingStatements.join(" ");
    expect([/date as|date with/, /family name/, /units of measure/].every((word) => word.test(text))).toBe(
      true,
    );
  });
});

it("is the same for the same seed and another for another", () => {
  expect(canonicalJson(createOrderDesk(1))).toBe(canonicalJson(desks[0]));
  const styles = SEEDS.map((seed) => canonicalJson(createWorld(seed).house.style));
  expect(new Set(styles).size).toBe(SEEDS.length);
});

it("draws 40 products and 60 customers, none twice", () => {
  const { products, customers } = createWorld(7);
  expect(new Set(products.map(({ sku }) => sku)).size).toBe(40);
  expect(new Set(customers.map((customer) => canonicalJson(customer))).size).toBe(60);
});

it("draws every choice of every convention about equally often", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 600; seed += 1) {
    for (const [id, choice] of Object.entries(createWorld(seed).house.style)) {
      counts.set(`${id}: ${choice}`, (counts.get(`${id}: ${choice}`) ?? 0) + 1);
    }
  }
  // 600 draws over three or four choices: 200 or 150 each, four standard errors at most 46.
  expect(counts.size).toBe(53);
  expect([...counts].filter(([, count]) => count < 104 || count > 246)).toEqual([]);
});
