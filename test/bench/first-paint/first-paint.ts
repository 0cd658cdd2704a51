import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "@playwright/test";
import { assertDefined } from "#core/base/assert.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import type { Benchmark, Measurement, Side } from "#test/bench/benchmark.ts";
import { measureRounds } from "#test/bench/measure-rounds.ts";
import { requireChromium } from "#test/support/find-chromium.ts";
import { commandLine } from "#test/support/command-line.ts";
import { startServer, type ServerCall } from "./start-server.ts";

const VITE = fileURLToPath(new URL("../../../node_modules/vite/bin/vite.js", import.meta.url));

/**
 * From the start of a server's process to the first contentful paint of the window in Chromium, on the same built files and
 * each time in a new profile without a cache; the browser runs already.
 *
 * Ours opens the practice workspace, admits the page by its token and speaks the contract to it. `vite preview` (without any
 * configuration) serves the files and nothing else: what lies between the two is what our host costs. The window is
 * handed to ours built, as in an installed product: looking whether sources are newer is not in it.
 */
export const FIRST_PAINT: Benchmark = {
  summary: "from starting `serve` to first paint in Chromium, beside vite preview of the same files",
  rounds: 5,
  run: async (context) => {
    const assets = join(context.folder, "window");
    cpSync(await prepareRenderer(context.tell), assets, { recursive: true });
    const workspace = join(context.folder, "workspace");
    await initWorkspace(workspace, { from: "order-desk", houseSeed: 1 });
    const empty = join(context.folder, "empty");
    mkdirSync(empty);
    const env = { AUTOGENESIS_WINDOW: assets };
    const ours = { ...commandLine(["serve", "--workspace", workspace, "--json"]), env, cwd: empty };
    const flags = ["--host", "127.0.0.1", "--port", "0", "--outDir", assets];
    const rival = { script: VITE, args: ["preview", empty, ...flags], env: {}, cwd: empty };
    const browser = await openBrowser();
    try {
      const paint = await measureRounds(context, {
        title: "process start to first contentful paint",
        unit: "ms",
        better: "lower",
        ours: [paintSide(browser, "ours: serve", ours)],
        rivals: [paintSide(browser, "vite preview", rival)],
      });
      const ready = await measureRounds(context, {
        title: "process start to the printed address",
        unit: "ms",
        better: "lower",
        ours: [readySide("ours: serve", ours)],
        rivals: [readySide("vite preview", rival)],
      });
      const measurements: readonly Measurement[] = [paint, ready];
      return { measurements, notMeasured: [], notes: [`Chromium ${browser.version()}`] };
    } finally {
      await browser.close();
    }
  },
};

/** A root's Chromium refuses to start with its sandbox. */
async function openBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: requireChromium(), args });
}

function paintSide(browser: Browser, name: string, call: ServerCall): Side {
  return {
    name,
    measure: async () => {
      const profile = await browser.newContext();
      const page = await profile.newPage();
      const server = await startServer(call);
      try {
        await page.goto(server.url, { waitUntil: "commit" });
        return (await readFirstPaint(page)) - server.startedAt;
      } finally {
        await profile.close();
        await server.stop();
      }
    },
  };
}

function readySide(name: string, call: ServerCall): Side {
  return {
    name,
    measure: async () => {
      const server = await startServer(call);
      await server.stop();
      return server.readyAt - server.startedAt;
    },
  };
}

/** When the page's first text or image was on screen, in milliseconds since the Unix epoch. */
async function readFirstPaint(page: Page): Promise<number> {
  const painted = await page.waitForFunction(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return paint === undefined ? null : performance.timeOrigin + paint.startTime;
  });
  return assertDefined(await painted.jsonValue(), "the time of the first paint");
}
