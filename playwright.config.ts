import { defineConfig } from "@playwright/test";
import { requireChromium } from "./test/support/find-chromium.ts";

/** End-to-end tests: the system's Chromium against real hosts on workspaces of their own. */
export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./test/e2e/support/build-all.ts",
  outputDir: "test-results/runs",
  // Every test has its own host on a workspace of its own. Each waits half of its time, so two cores carry three.
  workers: 3,
  fullyParallel: true,
  timeout: 120_000,
  // How long is waited for what must come in the end: a slow machine is no failure.
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: requireChromium(), args: ["--no-sandbox"] },
    // Recording every test costs a seventh of the time: `npx playwright test FILE --trace on` for the one that failed.
    trace: "off",
    // Its encoder is a download.
    video: "off",
  },
});
