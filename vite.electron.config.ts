import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** They find files of theirs beside themselves, or hold a native part. */
const UNBUNDLED = [/^better-sqlite3$/, /^quickjs-emscripten-core$/, /^@jitl\//, /^gpt-tokenizer/];
const RUNTIME = ["electron", ...builtinModules, /^node:/];

/**
 * The desktop's entries, in one build: main process, sandbox child and workers as modules with shared parts, and the preload
 * script as one CommonJS file, because a sandboxed preload can import nothing.
 */
export default defineConfig({
  publicDir: false,
  // Bundled code finds its neighbours and resources/ from its own folder, so nothing is put deeper or shallower.
  build: { outDir: "dist/electron", minify: false, target: "node24", reportCompressedSize: false },
  environments: {
    main: {
      consumer: "server",
      resolve: { noExternal: true, external: [] },
      build: {
        ssr: true,
        emptyOutDir: true,
        license: { fileName: "licenses.md" },
        rolldownOptions: {
          input: {
            main: "electron/main.ts",
            "sandbox-child": "electron/sandbox-child.ts",
            "parquet-reader": "core/evaluation/formats/parquet/thread.ts",
            "rollout-worker": "core/app/rollouts/worker.ts",
            "store-verifier": "core/store/verify-worker.ts",
            "workspace-runtime": "core/app/apart/runtime-thread.ts",
          },
          external: [...RUNTIME, ...UNBUNDLED],
          output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
        },
      },
    },
    preload: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        rolldownOptions: {
          input: { preload: "electron/preload/preload.ts" },
          external: ["electron"],
          output: { format: "cjs", entryFileNames: "[name].cjs" },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const name of ["main", "preload"]) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`There is no environment ${name}.`);
        await builder.build(environment);
      }
    },
  },
});
