import { bundledConfigs } from "#core/app/bundled.ts";
import type { Extending } from "#core/exchange/disk/compose-files.ts";

/** What a person's files may build on here: those that ship, and the environment that they typed in. */
export function extending(): Extending & { readonly shipped: { readonly word: "shipped" } } {
  return {
    shipped: { word: "shipped", folder: bundledConfigs() },
    environment: (name) => process.env[name],
  };
}
