import { expect } from "@playwright/test";
import type { ForeignSender, Request } from "#test/support/electron-stand-in/control.ts";
import { PORT_MESSAGE } from "#core/contract/port-message.ts";
import { test } from "./desktop-test.ts";

const OWN = {
  origin: "app://bundle",
  url: "app://bundle/index.html#/home",
  isTopFrame: true,
  isOtherWindow: false,
  ports: 1,
};

const FOREIGN: readonly (readonly [string, ForeignSender])[] = [
  ["a page of another origin", { ...OWN, origin: "https://bundle" }],
  ["an empty page with our origin", { ...OWN, url: "about:blank" }],
  ["another host of our scheme", { ...OWN, origin: "app://other" }],
  ["a frame inside our page", { ...OWN, isTopFrame: false }],
  ["another window", { ...OWN, isOtherWindow: true }],
  ["our page with two ports", { ...OWN, ports: 2 }],
];

/** Posts of the page that its preload script does not pass on. */
const IGNORED_POSTS = [
  `window.postMessage("${PORT_MESSAGE}", "*", [new MessageChannel().port1, new MessageChannel().port1])`,
  `window.postMessage("${PORT_MESSAGE}", "*")`,
  `window.postMessage("other", "*", [new MessageChannel().port1])`,
];
const GOOD_POST = `window.postMessage("${PORT_MESSAGE}", "*", [new MessageChannel().port1])`;

type Departure = {
  /** What the page runs. */
  readonly go: string;
  /** The address that was refused. */
  readonly to: string;
  readonly opensBrowser: boolean;
};

const DEPARTURES: Readonly<Record<"navigation" | "window.open", readonly Departure[]>> = {
  navigation: [
    { go: `location.href = "https://example.com/a?b"`, to: "https://example.com/a?b", opensBrowser: true },
    { go: `location.href = "http://example.com/"`, to: "http://example.com/", opensBrowser: false },
    { go: `location.href = "/other.html"`, to: "app://bundle/other.html", opensBrowser: false },
  ],
  "window.open": [
    { go: `void window.open("https://example.com/")`, to: "https://example.com/", opensBrowser: true },
    { go: `void window.open("http://example.com/")`, to: "http://example.com/", opensBrowser: false },
    { go: `void window.open("app://bundle/x")`, to: "app://bundle/x", opensBrowser: false },
  ],
};

test.describe("the main process", () => {
  test("closes every port that does not come from its own page, and goes on serving that", async ({
    desktop,
  }) => {
    for (const [who, from] of FOREIGN) {
      const closed = await desktop.ask({ type: "ipc", channel: PORT_MESSAGE, from });
      expect([who, closed]).toEqual([who, Array.from({ length: from.ports }, () => true)]);
    }
    await desktop.ask({ type: "ipc", channel: "other", from: OWN });
    // The same message from its page is taken, or all of the above would prove nothing.
    expect(await desktop.calls("port closed")).toEqual([]);
    expect(await desktop.ask({ type: "ipc", channel: PORT_MESSAGE, from: OWN })).toEqual([false]);
    expect(await desktop.calls("port closed")).toHaveLength(1);
  });

  const PERMISSIONS: readonly (readonly [string, string, boolean, boolean])[] = [
    ["geolocation", "app://bundle/index.html", true, false],
    ["media", "app://bundle/index.html", true, false],
    ["notifications", "app://bundle/index.html", true, false],
    ["clipboard-read", "app://bundle/index.html", true, false],
    ["openExternal", "app://bundle/index.html", true, false],
    ["clipboard-sanitized-write", "app://bundle/index.html", true, true],
    ["clipboard-sanitized-write", "https://example.com/", true, false],
    ["fileSystem", "app://bundle/index.html", true, true],
    ["fileSystem", "https://example.com/", true, false],
    ["fileSystem", "file:///tmp/page.html", true, false],
  ];
  test("grants its page the writing of copied text and of a chosen folder, and nothing else", async ({
    desktop,
  }) => {
    for (const [permission, url, isMainFrame, isGranted] of PERMISSIONS) {
      const request: Request = { type: "permission", permission, url, isMainFrame };
      expect([permission, url, await desktop.ask(request)]).toEqual([
        permission,
        url,
        { isRequestGranted: isGranted, isCheckPassed: isGranted },
      ]);
    }
  });
});

test.describe("the page", () => {
  test("gets no port across but by its own message with one port", async ({ desktop }) => {
    const { window } = desktop;
    for (const post of IGNORED_POSTS) await window.evaluate(post);
    await window.evaluate(`document.body.append(document.createElement("iframe"))`);
    await window.frames()[1]?.evaluate(GOOD_POST.replace("window.", "parent."));
    // One that does get through, behind those, shows that there was time for them.
    await window.evaluate(GOOD_POST);
    await expect.poll(() => desktop.calls("port opened")).toHaveLength(2);
    expect(window.frames()).toHaveLength(2);
  });

  for (const [how, departures] of Object.entries(DEPARTURES)) {
    test(`opens nothing by ${how} while nobody touches it`, async ({ launch }) => {
      const app = await launch();
      const page = await app.page();
      await page.getByRole("navigation", { name: "Views" }).waitFor();
      for (const { go } of departures) await page.evaluate(go);
      await expect.poll(() => app.calls(`${how} denied`)).toHaveLength(departures.length);
      expect(await app.calls("shell.openExternal")).toEqual([]);
      expect(page.url()).toContain("/index.html");
    });

    test(`stays where it is whatever it tries by ${how}; https opens the browser after a click`, async ({
      launch,
    }) => {
      const app = await launch();
      const page = await app.page();
      await page.getByRole("navigation", { name: "Views" }).waitFor();
      await page.mouse.click(640, 400);
      for (const [index, { go, to }] of departures.entries()) {
        await page.evaluate(go);
        await expect.poll(async () => (await app.calls(`${how} denied`))[index]?.args).toEqual([to]);
      }
      const opened = (await app.calls("shell.openExternal")).map(({ args }) => args[0]);
      expect(opened).toEqual(departures.filter(({ opensBrowser }) => opensBrowser).map(({ to }) => to));
      expect(await app.calls("network")).toEqual([]);
      expect(page.url()).toContain("/index.html");
      await expect(page.getByRole("navigation", { name: "Views" })).toBeVisible();
    });
  }

  test("sees nothing of electron or Node, runs no inline script and reaches nothing elsewhere", async ({
    launch,
  }) => {
    const app = await launch();
    const page = await app.page();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    const names = ["require", "process", "module", "electron", "ipcRenderer", "electronStandInSend"];
    expect(await page.evaluate(`${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([]);
    const outcome = await page.evaluate(`(async () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      const tryOut = async (attempt) => { try { await attempt(); return "done"; } catch (error) { return error.name; } };
      return {
        inline: window.ran ?? false,
        fetched: await tryOut(() => fetch("https://example.com/")),
        own: await tryOut(() => fetch(location.href)),
        handled: await new Promise((resolve) => {
          const probe = document.createElement("button");
          probe.setAttribute("onclick", "window.clicked = true");
          probe.click();
          resolve(window.clicked ?? false);
        }),
        evaluated: await tryOut(() => new Function("return 1")()),
      };
    })()`);
    expect(outcome).toEqual({
      inline: false,
      fetched: "TypeError",
      own: "done",
      handled: false,
      evaluated: "EvalError",
    });
    expect(await app.calls("network")).toEqual([]);
  });

  test("cannot reach out of its folder by any path", async ({ launch }) => {
    const app = await launch();
    const page = await app.page();
    const paths = [
      "/..%2f..%2fpackage.json",
      "/%2e%2e/%2e%2e/package.json",
      "/assets/..%5c..%5cx.js",
      "/none.js",
    ];
    const statuses = await page.evaluate(
      `Promise.all(${JSON.stringify(paths)}.map(async (path) => (await fetch(path)).status))`,
    );
    for (const status of statuses as readonly number[]) expect([400, 404]).toContain(status);
  });
});
