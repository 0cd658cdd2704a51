import { readFileSync } from "node:fs";
import type { BrowserContext, CDPSession, Page, Request as PageRequest, Route } from "@playwright/test";
import { openedChromium } from "./chromium.ts";
import { createMessagePortMain, type PortEnd } from "./message-port-main.ts";
import { note } from "./machine.ts";
import { openPreloadWorld, type FromPage, type PreloadWorld } from "./preload-world.ts";
import { answerPage, fromPageUrl, toPageUrl } from "./schemes.ts";

export type PageEvents = {
  readonly onIpc: (channel: string, message: string | null, ports: readonly PortEnd[]) => void;
  /** Whether the page may go there; asked only for what the page itself began. */
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  readonly onWindowOpen: (url: string) => void;
  /** The top frame shows another document, whoever wanted that. */
  readonly onNavigated: (url: string) => void;
  readonly onDomReady: () => void;
  /** What the person in front of the page did. */
  readonly onInput: (input: "mouseDown" | "keyDown") => void;
};

export type PageWindow = {
  readonly page: Page;
  readonly load: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A real page behind the program's own scheme, with its preload script. */
export async function openPageWindow(preload: string, events: PageEvents): Promise<PageWindow> {
  const { context } = openedChromium();
  const page = await takePage(context);
  const session = await context.newCDPSession(page);
  // Set while the program itself loads or reloads: Electron asks nobody then.
  let isOwnNavigation = false;
  let hasLoaded = false;
  const own = async (navigate: () => Promise<unknown>): Promise<void> => {
    isOwnNavigation = true;
    try {
      await navigate();
    } finally {
      isOwnNavigation = false;
    }
  };
  const ports = new Map<number, PortEnd>();
  const world: PreloadWorld = await openPreloadWorld(session, readFileSync(preload, "utf8"), {
    onMessage: (message) => receive(message, ports, { events, world: () => world }),
    onGone: () => {
      for (const { lose } of ports.values()) lose();
      ports.clear();
    },
  });
  routes.set(page, async (route, request) => {
    const isTop = request.isNavigationRequest() && request.frame() === page.mainFrame();
    const isAsked = request.isNavigationRequest() && !(isTop && isOwnNavigation);
    // An abort would commit an error page; no content leaves the page where it is.
    if (isAsked && !events.mayNavigate(fromPageUrl(request.url()), isTop))
      return route.fulfill({ status: 204 });
    return answer(route, request);
  });
  watchPopups(session, page, events);
  // Not told of a change of the fragment alone, nor of the empty page that a window begins with, as there.
  session.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId === undefined && hasLoaded) events.onNavigated(fromPageUrl(frame.url));
  });
  page.on("domcontentloaded", events.onDomReady);
  return {
    page,
    load: (url) => {
      hasLoaded = true;
      return own(() => page.goto(toPageUrl(url)));
    },
    reload: () => own(() => page.reload()),
    close: () => page.close(),
  };
}

type PageRoute = (route: Route, request: PageRequest) => Promise<void>;

/** What answers each window's requests. */
const routes = new Map<Page, PageRoute>();

/** The page Chromium came with for the first window, another for each further one. */
async function takePage(context: BrowserContext): Promise<Page> {
  if (routes.size > 0) return await context.newPage();
  await context.route("**/*", async (route, request) => {
    const answerIt = routes.get(pageOf(request) as Page);
    return answerIt === undefined ? route.abort() : answerIt(route, request);
  });
  return context.pages()[0] ?? (await context.newPage());
}

/** A popup's request belongs to no page yet. */
function pageOf(request: PageRequest): Page | null {
  try {
    return request.frame().page();
  } catch {
    return null;
  }
}

async function answer(route: Route, request: PageRequest): Promise<void> {
  const headers = await request.allHeaders();
  const plain = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
  const reply = await answerPage(new Request(request.url(), { method: request.method(), headers: plain }));
  if (reply === null) {
    note("network", request.url());
    return route.abort();
  }
  return route.fulfill({
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: Buffer.from(await reply.arrayBuffer()),
  });
}

/** In Electron a denied window is never made; here it is closed as soon as it appears. */
function watchPopups(session: CDPSession, page: Page, { onWindowOpen }: PageEvents): void {
  session.on("Page.windowOpen", ({ url }) => onWindowOpen(fromPageUrl(url)));
  page.on("popup", (popup) => {
    popup.close().catch(() => undefined);
  });
}

type Receiving = { readonly events: PageEvents; readonly world: () => PreloadWorld };

function receive(message: FromPage, ports: Map<number, PortEnd>, { events, world }: Receiving): void {
  switch (message.type) {
    case "ipc": {
      const ends = message.ports.map((id) => {
        const end = createMessagePortMain({
          deliver: (data) => world().post(id, data),
          closed: () => world().close(id),
        });
        ports.set(id, end);
        note("port opened", id);
        end.onEnd(() => note("port closed", id));
        return end;
      });
      events.onIpc(message.channel, message.message, ends);
      return;
    }
    case "input":
      events.onInput(message.input);
      return;
    case "port-message":
      ports.get(message.port)?.receive(message.data);
      return;
    case "port-close":
      ports.get(message.port)?.lose();
      ports.delete(message.port);
  }
}
