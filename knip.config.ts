import type { KnipConfig } from "knip";

/**
 * Two runs. The default one takes tests for users: no export, file or dependency that nobody needs. The one with
 * --production --strict sees the product alone: what only tests reach is dead code of the product. There an export
 * may be for tests' eyes as long as its own file uses it.
 */
const isProduction = process.argv.includes("--production");

/** Built into the window or brought by the packager, so dev dependencies though the product needs them; core has none. */
const BUNDLED = [
  "electron",
  "monaco-editor",
  "react",
  "react-dom",
  "zustand",
  "@xyflow/react",
  "@tanstack/react-virtual",
  /^@(mantine|tabler|fontsource-variable)\//,
];

/** Started by their names through core/host/start/launch.mjs, or by what is started so. */
const LAUNCHED = ["electron-builder", "oxfmt", "oxlint", "oxlint-tsgolint"];

const config: KnipConfig = {
  // core/entries.ts names each process and worker as new URL("./…", import.meta.url), which is followed.
  entry: [
    "core/host/{cli,start}/main.ts!",
    "core/entries.ts!",
    "electron/{main,sandbox-child,preload/preload}.ts!",
    "test/{unit,integration,architecture}/**/*.test.ts",
    "test/e2e/**/*.spec.ts",
    "test/support/{run-all,typecheck,trim-lock}.ts",
    // Started as processes of their own, and resolved by a hook.
    "test/support/electron-stand-in/{start,utility-child,electron}.ts",
    "test/{prove,bench}/main.ts",
    // A process of its own, so that its memory is its own.
    "test/bench/store/verify-once.ts",
    // A thread that tests start.
    "test/integration/app/rollouts/ending-worker.ts",
    // Processes that tests start, hold and kill.
    "test/integration/{app/apart,app/connections,app/workspace,evaluation,host,store}/{load-ahead,grant-keys,hold-workspace,note-recent,commit-forever,group-forever,hold-lock,search-and-end,try-open}.ts",
  ],
  project: ["{core,electron,renderer}/**/*.{ts,tsx}!", "test/**/*.{ts,tsx}", "!test/fixtures/**"],
  ignoreDependencies: [
    // The compiler is started by its path (test/support/typecheck.ts).
    "typescript-7",
    // Needed by the sandbox's other packages, and found by name (core/entries.ts).
    "@jitl/quickjs-ffi-types",
    ...(isProduction ? BUNDLED : LAUNCHED),
  ],
  ignoreIssues: isProduction
    ? {
        // The one list of what there is, for those who add to it; a test holds the three lists to it.
        "core/contract/doors.ts": ["exports"],
        "core/domain/gate/order.ts": ["exports"],
        "core/domain/statistics/*.ts": ["exports"],
      }
    : {},
  ignoreExportsUsedInFile: isProduction ? true : { interface: true, type: true },
};

export default config;
