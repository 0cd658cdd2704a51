import { readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "@playwright/test";
import { startServer } from "#test/bench/first-paint/start-server.ts";
import { requireChromium } from "#test/support/find-chromium.ts";
import { watchFrames } from "#test/bench/watch-frames.ts";
import { commandLine } from "#test/support/command-line.ts";

const SIZE = { width: 1600, height: 900 };

export type OpenedTrace = {
  /** From the change of the address to the frame after the one in which lines are there, and in which all are. */
  readonly firstMs: number;
  readonly paintMs: number;
  readonly panMs: number;
  readonly zoomMs: number;
  /** The host's memory after it, and the most it had; NaN where the system does not tell. */
  readonly residentMb: number;
  readonly peakMb: number;
};

type Place = { readonly workspace: string; readonly assets: string; readonly cwd: string };

/** Opens a trace in a window that is open already and moves about in it, with a host of its own. */
export async function openTrace({ workspace, assets, cwd }: Place, trace: string): Promise<OpenedTrace> {
  const args = ["serve", "--workspace", workspace, "--json"];
  const server = await startServer({ ...commandLine(args), cwd, env: { AUTOGENESIS_WINDOW: assets } });
  let browser: Browser | null = null;
  try {
    const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    browser = await chromium.launch({ executablePath: requireChromium(), args: sandbox });
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(server.url);
    await page.locator("main, .shell-main").first().waitFor();
    // The list's own reading and drawing is not part of it.
    await page.goto(`${new URL(server.url).origin}/#/traces`);
    await page.getByRole("table").waitFor();
    return { ...(await timePaint(page, trace)), ...(await moveAbout(page)), ...readMemory(server.pid) };
  } finally {
    await browser?.close();
    await server.stop();
  }
}

async function timePaint(page: Page, trace: string): Promise<Pick<OpenedTrace, "firstMs" | "paintMs">> {
  return await page.evaluate<Pick<OpenedTrace, "firstMs" | "paintMs">>(`(async () => {
    const startedAt = performance.now();
    const drawn = async (selector) => {
      while (document.querySelector(selector) === null) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - startedAt;
    };
    location.hash = "#/traces/${trace}";
    const firstMs = await drawn('.trace-body [role="treeitem"]');
    return { firstMs, paintMs: await drawn('.trace-body[aria-busy="false"] [role="treeitem"]') };
  })()`);
}

/** Zooms in and out by the wheel, then pans by it, over the lines. */
async function moveAbout(page: Page): Promise<Pick<OpenedTrace, "panMs" | "zoomMs">> {
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  const zoomMs = await watchFrames(page, async () => {
    await page.keyboard.down("Control");
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, step < 40 ? -120 : 120);
    await page.keyboard.up("Control");
  });
  const panMs = await watchFrames(page, async () => {
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(step < 30 ? 80 : -80, 0);
  });
  return { panMs, zoomMs };
}

function readMemory(pid: number): Pick<OpenedTrace, "residentMb" | "peakMb"> {
  if (process.platform !== "linux") return { residentMb: NaN, peakMb: NaN };
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? NaN);
  return { residentMb: kilobytes("VmRSS") / 1024, peakMb: kilobytes("VmHWM") / 1024 };
}
