import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Packages that come without the text of their licence → where their author has put the same one. */
const SAME_LICENCE = { "react-remove-scroll-bar": "react-remove-scroll" } as const;

/** Puts the missing texts into the notices, which without them would name a package and no terms. */
const wholeNotices: Plugin = {
  name: "whole-notices",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const notices = bundle["licenses.md"];
      if (notices?.type !== "asset") return;
      for (const [name, like] of Object.entries(SAME_LICENCE)) {
        const text = readFileSync(new URL(`node_modules/${like}/LICENSE`, import.meta.url), "utf8");
        const heading = new RegExp(`^## ${name} - .*$`, "m");
        notices.source = String(notices.source).replace(heading, (line) => `${line}\n\n${text.trim()}`);
      }
    },
  },
};

/** The renderer, built once for every host: files under hashed names, nothing inline, nothing from elsewhere. */
export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react(), wholeNotices],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    // The content policy forbids inline scripts, styles' data: fonts and the like.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
    chunkSizeWarningLimit: 8000,
    // Minified code has lost the notices that its licences ask to go with it.
    license: { fileName: "licenses.md" },
  },
  worker: { format: "es" },
});
