import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect as connectTo, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { WebSocket } from "ws";
import { MOST_GUESTS } from "#core/host/web/limit-guests.ts";
import { runCli, startHost } from "#test/e2e/support/host.ts";
import { test } from "#test/e2e/support/studio.ts";

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Ask = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A request as no browser would send it: path and headers exactly as given. */
async function ask(port: number, { path, method = "GET", headers = {}, body = "" }: Ask): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (part: string) => (text += part));
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: text }));
    });
    sent.on("error", reject).end(body);
  });
}

/** How the socket is answered: "open", or the status it was refused with. */
async function dial(
  port: number,
  { key, path = "/rpc", ...headers }: Readonly<Record<string, string>>,
): Promise<string> {
  const protocols = key === undefined ? [] : ["autogenesis", `key.${key}`];
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers });
  return await new Promise((resolve) => {
    socket.on("open", () => {
      socket.close();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, reply) => resolve(String(reply.statusCode)));
    socket.on("error", (error) => resolve(error.message));
  });
}

function post(port: number, token: string, headers: Readonly<Record<string, string>> = {}): Ask {
  return {
    path: "/session",
    method: "POST",
    headers: { origin: `http://127.0.0.1:${port}`, "content-type": "application/json", ...headers },
    body: JSON.stringify({ token }),
  };
}

test("a fresh address admits one window, stays admitted over a reload, and admits nobody else", async ({
  studio,
  browser,
}) => {
  const { page, host } = studio;
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Views" })).toBeVisible();
  expect(new URL(page.url()).hash).not.toContain("t=");

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(host.url);
  await expect(stranger.getByText("This window is not admitted")).toBeVisible();
  await stranger.goto(`http://127.0.0.1:${host.port}/`);
  await expect(stranger.getByText("This window is not admitted")).toBeVisible();
  await stranger.context().close();
});

test("the cookie is out of reach of scripts and of other sites", async ({ studio, context }) => {
  const cookies = await context.cookies();
  const own = cookies.find(({ name }) => name === `autogenesis_${studio.host.port}`);
  expect(own).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
});

test("a token counts once, and only from this host's own page", async ({ studio }) => {
  const host = await startHost(await freshCopy(studio.folder), {});
  const token = new URL(host.url).hash.slice("#t=".length);
  const { port } = host;
  try {
    const answers = [
      await ask(port, post(port, token, { origin: "http://evil.example" })),
      await ask(port, post(port, token, { host: "evil.example" })),
      await ask(port, { ...post(port, token), headers: { "content-type": "application/json" } }),
      await ask(port, post(port, "guess")),
      await ask(port, { ...post(port, token), body: "no json" }),
      await ask(port, { ...post(port, token), body: JSON.stringify({ token: "x".repeat(10_000) }) }),
      await ask(port, post(port, token)),
      await ask(port, post(port, token)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 401, 400, 400, 200, 401]);
  } finally {
    await host.stop();
  }
});

test("[W1] the socket opens only with cookie and key, from this origin, under this name", async ({
  studio,
  context,
}) => {
  const { port } = studio.host;
  const cookie = cookiesOf(await context.cookies());
  const key = await keyOf(studio.page);
  const origin = `http://127.0.0.1:${port}`;
  const answers = {
    "with everything": await dial(port, { cookie, key, origin }),
    "without a key": await dial(port, { cookie, origin }),
    "with a guessed key": await dial(port, { cookie, key: "guess", origin }),
    "without a cookie": await dial(port, { key, origin }),
    "with a guessed cookie": await dial(port, { cookie: `autogenesis_${port}=guess`, key, origin }),
    "from another origin": await dial(port, { cookie, key, origin: "http://evil.example" }),
    "from no origin": await dial(port, { cookie, key }),
    "under another name": await dial(port, { cookie, key, origin, host: "evil.example" }),
    "at another path": await dial(port, { cookie, key, origin, path: "/other" }),
  };
  expect(answers).toEqual({
    "with everything": "open",
    "without a key": "401",
    "with a guessed key": "401",
    "without a cookie": "401",
    "with a guessed cookie": "401",
    "from another origin": "403",
    "from no origin": "403",
    "under another name": "403",
    "at another path": "404",
  });
});

test("[W1] what a browser shows to another port of this machine opens nothing here", async ({
  studio,
  context,
}) => {
  const heard: IncomingHttpHeaders[] = [];
  const other = createServer((request, response) => {
    heard.push(request.headers);
    response.end("<title>Another program</title>");
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  try {
    const { port } = studio.host;
    const visit = await context.newPage();
    await visit.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const cookie = heard[0]?.cookie ?? "";
    // That it arrives there is why it must not be enough.
    expect(cookie).toContain(`autogenesis_${port}=`);
    const origin = `http://127.0.0.1:${port}`;
    const stolen = cookie.replace(/^.*=/, "");
    const kept = await visit.evaluate(() => sessionStorage.length + localStorage.length);
    expect(JSON.stringify(heard)).not.toContain(await keyOf(studio.page));
    expect({
      kept,
      socket: await dial(port, { cookie, origin }),
      withItsValueAsKey: await dial(port, { cookie, key: stolen, origin }),
      session: (await ask(port, { path: "/session", headers: { cookie, origin } })).status,
    }).toEqual({ kept: 0, socket: "401", withItsValueAsKey: "401", session: 401 });
    const script = await visit.evaluate(async (host) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host}/rpc`, ["autogenesis"]);
      return await new Promise<string>((resolve) => {
        socket.addEventListener("open", () => resolve("open"));
        socket.addEventListener("error", () => resolve("refused"));
      });
    }, port);
    expect(script).toBe("refused");
  } finally {
    other.close();
  }
});

test("[W1] a link opened in a new tab is admitted by the window it came from", async ({
  studio,
  context,
}) => {
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${studio.host.port}/#/lineage`);
  await expect(tab.getByRole("navigation", { name: "Views" })).toBeVisible();
  await studio.page.close();
  await tab.reload();
  await expect(tab.getByRole("navigation", { name: "Views" })).toBeVisible();
});

test("[W2] connections that only stand there keep no window and no command out", async ({ studio }) => {
  const { port } = studio.host;
  const idle = Array.from({ length: 400 }, () => connectTo(port, "127.0.0.1").on("error", () => undefined));
  try {
    await Promise.all(idle.map(async (stream) => await once(stream, "connect")));
    const open = (): number => idle.filter((stream) => !stream.destroyed && !stream.closed).length;
    for (const stream of idle) stream.resume();
    await expect.poll(open).toBeLessThanOrEqual(MOST_GUESTS);
    expect((await ask(port, { path: "/" })).status).toBe(200);
    expect((await studio.cli("log", "--json")).code).toBe(0);
    await studio.page.reload();
    await expect(studio.page.getByRole("navigation", { name: "Views" })).toBeVisible();
  } finally {
    for (const stream of idle) stream.destroy();
  }
});

function cookiesOf(cookies: ReadonlyArray<{ readonly name: string; readonly value: string }>): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function keyOf(page: Page): Promise<string> {
  return await page.evaluate(() => sessionStorage.getItem("autogenesis-key") ?? "");
}

test("no path leaves the folder of the window", async ({ studio }) => {
  const { port } = studio.host;
  const paths = [
    "/../package.json",
    "/assets/../../../package.json",
    "/%2e%2e/%2e%2e/package.json",
    "/..%2f..%2fpackage.json",
    "/assets/..%5c..%5cpackage.json",
    "/%00.html",
    "/%zz.html",
    "//etc/passwd",
    "/etc/passwd",
  ];
  for (const path of paths) {
    const { status, body } = await ask(port, { path });
    expect([path, status === 400 || status === 404, body.includes("autogenesis-studio")]).toEqual([
      path,
      true,
      false,
    ]);
  }
});

test("every answer carries the content policy, hashed files are kept for ever and the page is not", async ({
  studio,
}) => {
  const { port } = studio.host;
  const page = await ask(port, { path: "/" });
  const [script = ""] = page.body.match(/assets\/index-[\w-]+\.js/) ?? [];
  const [style = ""] = page.body.match(/assets\/index-[\w-]+\.css/) ?? [];
  const answers = {
    page,
    script: await ask(port, { path: `/${script}` }),
    style: await ask(port, { path: `/${style}` }),
    missing: await ask(port, { path: "/nothing.html" }),
    refused: await ask(port, { path: "/session" }),
    foreign: await ask(port, { path: "/", headers: { host: "evil.example" } }),
    posted: await ask(port, { path: "/", method: "POST" }),
  };
  for (const { headers } of Object.values(answers)) {
    expect(headers["content-security-policy"]).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'",
    );
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
  const looks = Object.entries(answers).map(([name, { status, headers }]) => [
    name,
    status,
    headers["content-type"],
    headers["cache-control"],
  ]);
  expect(looks).toEqual([
    ["page", 200, "text/html; charset=utf-8", "no-store"],
    ["script", 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["style", 200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
    ["missing", 404, "text/plain; charset=utf-8", "no-store"],
    ["refused", 401, "text/plain; charset=utf-8", "no-store"],
    ["foreign", 403, "text/plain; charset=utf-8", "no-store"],
    ["posted", 405, "text/plain; charset=utf-8", "no-store"],
  ]);
});

test("a second host is refused by name, while command lines are answered by the first", async ({
  studio,
}) => {
  const { cli, host } = studio;
  const second = await cli("serve", "--json");
  expect(second.code).toBe(1);
  const { error } = JSON.parse(second.stdout) as {
    readonly error: { readonly code: string; readonly message: string };
  };
  expect(error.code).toBe("workspace-held");
  expect(error.message).toContain(`web host (process ${host.pid})`);

  const log = await cli("log", "--json");
  expect([log.code, JSON.parse(log.stdout)]).toEqual([0, [expect.objectContaining({ parents: [] })]]);
});

test("a taken port is said, and frees the workspace again", async ({ studio }) => {
  const folder = await freshCopy(studio.folder);
  const refused = await runCli([
    "serve",
    "--workspace",
    folder,
    "--port",
    String(studio.host.port),
    "--json",
  ]);
  expect([refused.code, JSON.parse(refused.stdout)]).toEqual([
    1,
    { error: expect.objectContaining({ code: "port-taken" }) },
  ]);
  const host = await startHost(folder);
  expect(await host.stop()).toBe(0);
});

test("stopping frees the workspace and leaves nothing behind; Enter prints a fresh address until then", async ({
  studio,
  browser,
}) => {
  const folder = await freshCopy(studio.folder);
  const host = await startHost(folder, { json: false });
  const addresses = (): readonly string[] => host.said().match(/http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]+/g) ?? [];
  host.child.stdin?.write("\n");
  await expect.poll(() => addresses().length).toBe(2);
  const page = await (await browser.newContext()).newPage();
  await page.goto(addresses()[1] ?? "");
  await expect(page.getByRole("navigation", { name: "Views" })).toBeVisible();

  expect(await host.stop()).toBe(0);
  const left = ["workspace.lock.json", "workspace.sock"].filter((name) => existsSync(join(folder, name)));
  expect(left).toEqual([]);
  await page.context().close();
});

/** Another workspace like the test's own, which its host holds. */
async function freshCopy(folder: string): Promise<string> {
  const copy = `${folder}-second`;
  const made = await runCli(["init", copy, "--from", "empty"]);
  expect(made.code).toBe(0);
  return copy;
}
