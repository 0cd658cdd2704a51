import { existsSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { WebSocket } from "ws";
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
async function dial(port: number, headers: Readonly<Record<string, string>>, path = "/rpc"): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
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
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 401, 400, 400, 204, 401]);
  } finally {
    await host.stop();
  }
});

test("the socket opens only with the cookie, from this origin, under this name", async ({
  studio,
  context,
}) => {
  const { port } = studio.host;
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const origin = `http://127.0.0.1:${port}`;
  const answers = {
    "with everything": await dial(port, { cookie, origin }),
    "without a cookie": await dial(port, { origin }),
    "with a guessed cookie": await dial(port, { cookie: `autogenesis_${port}=guess`, origin }),
    "from another origin": await dial(port, { cookie, origin: "http://evil.example" }),
    "from no origin": await dial(port, { cookie }),
    "under another name": await dial(port, { cookie, origin, host: "evil.example" }),
    "at another path": await dial(port, { cookie, origin }, "/other"),
  };
  expect(answers).toEqual({
    "with everything": "open",
    "without a cookie": "401",
    "with a guessed cookie": "401",
    "from another origin": "403",
    "from no origin": "403",
    "under another name": "403",
    "at another path": "404",
  });
});

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
