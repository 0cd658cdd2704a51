import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { assert } from "#core/base/assert.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import type { Benchmark, Measurement } from "#test/bench/benchmark.ts";
import { startServer } from "#test/bench/first-paint/start-server.ts";
import { requireChromium } from "#test/support/find-chromium.ts";
import { makeLongHistory } from "./make-long-history.ts";
import { watchFrames } from "#test/bench/watch-frames.ts";
import { commandLine } from "#test/support/command-line.ts";

const SIZES = [10_000, 100_000];
const SIZE = { width: 1280, height: 800 };

type Frames = { readonly firstPaint: number; readonly pan: number; readonly zoom: number };

/**
 * The lineage of a long history in Chromium: from the address to the second frame with the whole history read, and then
 * how long frames take while the wheel zooms out to all of it and a drag pans along it. The rival is a page with nothing
 * on it, under the same hand: its frames are what the machine can do at all.
 */
export const LINEAGE: Benchmark = {
  summary: "the lineage at 10,000 and 100,000 commits: first paint, pan and zoom in Chromium",
  rounds: 3,
  run: async (context) => {
    const assets = join(context.folder, "window");
    cpSync(await prepareRenderer(context.tell), assets, { recursive: true });
    const measurements: Measurement[] = [];
    for (const commits of SIZES) {
      const workspace = join(context.folder, `workspace-${commits}`);
      await makeLongHistory(workspace, commits);
      context.tell(`${commits} commits are made`);
      const cwd = join(context.folder, `empty-${commits}`);
      mkdirSync(cwd);
      const rounds: Frames[] = [];
      const blank: Frames[] = [];
      for (let round = 0; round <= context.rounds; round += 1) {
        const args = ["serve", "--workspace", workspace, "--json"];
        const measured = await measureOnce({ args, cwd, assets, commits });
        context.tell(`${commits} commits, round ${round}: ${JSON.stringify(measured)}`);
        if (round === 0) continue;
        rounds.push(measured.ours);
        blank.push(measured.blank);
      }
      measurements.push(
        ...(["firstPaint", "pan", "zoom"] as const).map((what): Measurement => ({
          title: `lineage of ${commits} commits, ${TITLES[what]}`,
          unit: "ms",
          better: "lower",
          ours: [{ name: "ours", values: rounds.map((each) => each[what]) }],
          rivals: [{ name: "an empty page", values: blank.map((each) => each[what]) }],
        })),
      );
    }
    return {
      measurements,
      notMeasured: [],
      notes: ["software raster; one branch that is merged in fifty commits"],
    };
  },
};

const TITLES = {
  firstPaint: "address to the second frame of the drawing",
  pan: "p95 of a frame while panning",
  zoom: "p95 of a frame while zooming",
} as const;

type Call = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly assets: string;
  readonly commits: number;
};

async function measureOnce({ args, cwd, assets, commits }: Call) {
  const server = await startServer({ ...commandLine(args), cwd, env: { AUTOGENESIS_WINDOW: assets } });
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: requireChromium(), args: sandbox });
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(server.url);
    await page.locator(".shell-main").waitFor();
    const firstPaint = await timeView(page, "#/lineage", commits);
    const ours = { firstPaint, ...(await moveAbout(page)) };
    await page.goto("about:blank");
    const blank = { firstPaint: await timeBlank(page), ...(await moveAbout(page)) };
    return { ours, blank };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** From the change of the address until all commits are counted on screen, and one frame more. */
async function timeView(page: Page, hash: string, commits: number): Promise<number> {
  const { took, counts } = await page.evaluate<{ took: number; counts: string }>(`(async () => {
    const startedAt = performance.now();
    location.hash = ${JSON.stringify(hash)};
    let counts = "";
    while (counts === "" || document.querySelector(".lane-canvas") === null) {
      await new Promise(requestAnimationFrame);
      counts = document.querySelector(".lineage-counts")?.textContent ?? "";
    }
    await new Promise(requestAnimationFrame);
    return { took: performance.now() - startedAt, counts };
  })()`);
  const shown = Number(counts.replaceAll(/\D/g, ""));
  assert(Math.abs(shown - commits) <= 1, `${counts} on screen, of ${commits}`);
  return took;
}

async function timeBlank(page: Page): Promise<number> {
  return await page.evaluate<number>(`(async () => {
    const startedAt = performance.now();
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  })()`);
}

/** Zooms out to everything and half-way in again by the wheel, then drags to and fro. */
async function moveAbout(page: Page): Promise<Omit<Frames, "firstPaint">> {
  await page.mouse.move(SIZE.width / 3, SIZE.height / 2);
  const zoom = await watchFrames(page, async () => {
    await page.keyboard.down("Control");
    for (let step = 0; step < 120; step += 1) await page.mouse.wheel(0, step < 80 ? 120 : -120);
    await page.keyboard.up("Control");
  });
  const pan = await watchFrames(page, async () => {
    await page.mouse.down();
    for (let step = 0; step < 120; step += 1)
      await page.mouse.move(SIZE.width / 3 + 200 * Math.sin(step / 10), SIZE.height / 2);
    await page.mouse.up();
  });
  return { pan, zoom };
}
