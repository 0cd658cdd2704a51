import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { DESKTOP_MAIN } from "#core/host/start/build-desktop.ts";
import { requireChromium } from "#test/support/find-chromium.ts";
import type { Answer, Request } from "#test/support/electron-stand-in/control.ts";
import { MACHINE_VARIABLE, type Call, type MachineOptions } from "#test/support/electron-stand-in/machine.ts";

const ROOT = join(import.meta.dirname, "../../..");
const STAND_IN = join(ROOT, "test/support/electron-stand-in/start.ts");

export type DesktopApp = {
  readonly home: string;
  readonly pid: number;
  /** The page of its one window, seen from here. Only there once the program has opened one. */
  readonly page: () => Promise<Page>;
  /** The pages of all its windows, once there are so many. */
  readonly pages: (count: number) => Promise<readonly Page[]>;
  /** Every call that left the program so far, or those of one name. */
  readonly calls: (api?: string) => Promise<readonly Call[]>;
  /** Waits until a call of that name was made. */
  readonly waitForCall: (api: string) => Promise<Call>;
  readonly ask: (request: Request) => Promise<unknown>;
  /** What it wrote to its standard error. */
  readonly complaints: () => string;
  /** Closes the pipe that its standard error goes to, as a terminal that goes away does. */
  readonly closePipe: () => void;
  /** What it has written into its log. */
  readonly log: () => string;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
};

export type StartOptions = {
  /** What $AUTOGENESIS_WORKSPACE names; null leaves it out. */
  readonly workspace: string | null;
  /** What is said behind the program's name. */
  readonly args?: readonly string[];
  readonly machine?: Partial<MachineOptions>;
  readonly env?: Readonly<Record<string, string>>;
  /** The main process's file; the built one of this project where nothing is said. */
  readonly main?: string;
};

/** The built main process under the stand-in for electron, with real pages. */
export async function startDesktop(start: StartOptions): Promise<DesktopApp> {
  const { workspace, machine = {}, env = {}, main = DESKTOP_MAIN, args = [] } = start;
  const home = machine.home ?? mkdtempSync(join(tmpdir(), "autogenesis-desktop-"));
  const options: MachineOptions = {
    chromium: requireChromium(),
    keyStore: "keyring",
    frame: { x: 0, y: 0 },
    openFile: null,
    isFirstInstance: true,
    ...machine,
    home,
  };
  const child = fork(STAND_IN, [main, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      // The list of workspaces is one for all hosts of a person: here each test's machine is another person's.
      AUTOGENESIS_CONFIG: "",
      ...env,
      AUTOGENESIS_WORKSPACE: workspace ?? "",
      [MACHINE_VARIABLE]: JSON.stringify(options),
    },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const line = openLine(child);
  const endpoint = await Promise.race([
    line.started,
    ended.then((code) => {
      throw new Error(`The program ended with ${code} before it was ready:\n${complaints}`);
    }),
  ]);
  // It may end as soon as it has begun, and then nobody answers there.
  const browser = await Promise.race([
    chromium.connectOverCDP(endpoint).catch(() => null),
    ended.then(() => null),
  ]);
  const calls: DesktopApp["calls"] = async (api) => {
    const all = (await line.ask({ type: "calls" })) as readonly Call[];
    return api === undefined ? all : all.filter((call) => call.api === api);
  };
  const pages: DesktopApp["pages"] = async (count) => {
    await waitForWindows({ calls, ask: line.ask }, count);
    const look = () => (browser?.contexts() ?? []).flatMap((context) => context.pages());
    while (look().length < count) await sleep(20);
    const found = look();
    for (const page of found) await page.waitForURL(/^https:\/\/bundle\.app\./);
    // A window is shown after its page has loaded, and has no boxes of its own before.
    while ((await calls("window.show")).length < count) await sleep(20);
    return found;
  };
  return {
    home,
    pid: child.pid ?? 0,
    pages,
    page: async () => {
      const [page] = await pages(1);
      if (page === undefined) throw new Error("There is no window.");
      return page;
    },
    calls,
    waitForCall: async (api) => {
      for (;;) {
        const call = (await calls(api)).at(-1);
        if (call !== undefined) return call;
        await sleep(50);
      }
    },
    ask: line.ask,
    complaints: () => complaints,
    closePipe: () => void child.stderr?.destroy(),
    log: () => readFileSync(join(home, "config", "Autogenesis Studio", "desktop.log"), "utf8"),
    ended,
    stop: async () => {
      await browser?.close().catch(() => undefined);
      if (child.connected) await line.ask({ type: "quit" }).catch(() => undefined);
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A box that nobody expects, because something failed, would be waited on for ever. */
async function waitForWindows(
  { calls, ask }: Pick<DesktopApp, "calls" | "ask">,
  count: number,
): Promise<void> {
  for (;;) {
    const all = await calls();
    if (all.filter(({ api }) => api === "new BrowserWindow").length >= count) return;
    const box = all.findLast(({ api }) => api === "dialog.showMessageBox");
    if (box !== undefined && (await ask({ type: "boxes" })) !== 0)
      throw new Error(`Instead of a window: ${JSON.stringify(box.args)}`);
    await sleep(50);
  }
}

function openLine(child: ChildProcess) {
  const started = Promise.withResolvers<string>();
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on("message", (answer: Answer) => {
    if (answer.id === 0) started.resolve(String(answer.value));
    else waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    started: started.promise,
    ask: async (request: Request): Promise<unknown> => {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
      });
      child.send({ ...request, id });
      const { value, error } = await answered;
      if (error !== undefined) throw new Error(error);
      return value;
    },
  };
}
