import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import { createPriceTable, type PriceTable } from "#core/models/prices.ts";

/** The prices in force in a workspace: the program's own, and those that its configuration names. */
export function pricesIn({ prices }: Pick<WorkspaceConfig, "prices">): PriceTable {
  const overrides = Object.entries(prices).map(([model, { input, output, cachedInput = input }]) => [
    model,
    { inputUsdPerMillion: input, cachedInputUsdPerMillion: cachedInput, outputUsdPerMillion: output },
  ]);
  return createPriceTable(Object.fromEntries(overrides) as PriceTable["overrides"]);
}
