import type { OrderDesk } from "./order-desk.ts";

/** A house's data as the files of resources/order-desk, name to text. Seed 1's are kept there, byte for byte. */
export function listResourceFiles(desk: OrderDesk): ReadonlyMap<string, string> {
  return new Map([
    ["train.jsonl", toLines(desk.train)],
    ["validation.jsonl", toLines(desk.validation)],
    ["test.jsonl", toLines(desk.test)],
    ["facts.txt", `${desk.facts}\n`],
    ["starting-statements.txt", `${desk.startingStatements.join("\n")}\n`],
    ["calculator.js", desk.calculatorCode],
  ]);
}

function toLines(items: readonly unknown[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join("");
}
