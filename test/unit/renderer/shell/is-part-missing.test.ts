import { expect, it } from "vitest";
import { isPartMissing } from "#renderer/shell/is-part-missing.ts";

it.each([
  "Unable to preload CSS for http://127.0.0.1:1/assets/traces-view.css",
  "Failed to fetch dynamically imported module: http://127.0.0.1:1/assets/traces-view.js",
  "error loading dynamically imported module: http://127.0.0.1:1/assets/traces-view.js",
  "Importing a module script failed.",
])("a file that did not come is no defect of the view: %s", (message) => {
  expect(isPartMissing(new TypeError(message))).toBe(true);
});

it("a defect is one", () => {
  expect(isPartMissing(new TypeError("Cannot read properties of undefined"))).toBe(false);
});
