import { defineConfig } from "@playwright/test";
import { requireChromium } from "./test/support/find-chromium.ts";

/** End-to-end tests: the system's Chromium against real hosts on workspaces of their own. */
export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./test/e2e/support/build-window.ts",
  outputDir: "test-results/runs",
  // Every test has its own host; two at once would only share the cores.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: requireChromium(), args: ["--no-sandbox"] },
    trace: "retain-on-failure",
    // Its encoder is a download.
    video: "off",
  },
});
