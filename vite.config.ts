import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The renderer, built once for every host: files under hashed names, nothing inline, nothing from elsewhere. */
export default defineConfig({
  root: "renderer",
  base: "./",
  plugins: [react()],
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
