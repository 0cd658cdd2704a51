import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sha256 } from "#core/base/hash.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";

const NOTED = new URL("../../../fixtures/order-desk-house-1.json", import.meta.url);

/** The SHA-256 of each part of house 1's data: items one a line, as they are shown to agents and scored. */
function hashHouse(): Readonly<Record<string, string>> {
  const { train, validation, test, facts, startingStatements, calculatorCode } = createOrderDesk(1);
  const toLines = (items: readonly unknown[]): string =>
    items.map((item) => `${JSON.stringify(item)}\n`).join("");
  return {
    train: sha256(toLines(train)),
    validation: sha256(toLines(validation)),
    test: sha256(toLines(test)),
    facts: sha256(facts),
    startingStatements: sha256(startingStatements.join("\n")),
    calculatorCode: sha256(calculatorCode),
  };
}

/** After a change of the generator that is meant, this test run once with NOTE_ORDER_DESK=1 notes the new hashes. */
it("house 1 is the same byte for byte on every machine and in every version", () => {
  const house = hashHouse();
  if (process.env["NOTE_ORDER_DESK"] === "1") writeFileSync(NOTED, `${JSON.stringify(house, null, 2)}\n`);
  expect(house).toEqual(JSON.parse(readFileSync(NOTED, "utf8")));
});
