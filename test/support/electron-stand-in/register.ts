import { registerHooks } from "node:module";

// Whoever imports or requires `electron` after this gets the stand-in: the package itself would start a download.
const standIn = new URL("./electron.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
