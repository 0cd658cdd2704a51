import { request as send } from "node:http";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashJson } from "#core/base/hash.ts";
import { router } from "#core/app/router.ts";
import { serveWorkspace, type ServedWorkspace } from "#core/host/web/serve-workspace.ts";
import { askCli, runCli } from "#test/support/cli-process.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";

const made = makeFolder();
let folder: string;
let host: ServedWorkspace;
let token: string;
let first: string;
let second: string;
const bugs: unknown[] = [];

beforeAll(async () => {
  folder = await makeOrderDesk(made.folder);
  const desk = openTestWorkspace(folder);
  first = desk.store.headBranch.commit();
  await desk.client.tags.set({ name: "prod", commit: "head" });
  await desk.client.tags.set({ name: "eu/west", commit: "head" });
  const { head } = await desk.client.resources.change({
    edits: [{ type: "step", resource: "tool/todo", step: "unregister" }],
    message: "Retire",
  });
  second = head;
  for (const kind of ["optimizer", "agent", "client"] as const) {
    const other = createRouterClient(router, { context: desk.workspace.contextFor({ kind, name: kind }) });
    await expect(other.tokens.create({ name: "mine" })).rejects.toMatchObject({
      data: { code: "path-refused" },
    });
    await expect(other.tokens.remove({ name: "mine" })).rejects.toMatchObject({
      data: { code: "path-refused" },
    });
  }
  await desk.close();
  const assets = join(made.folder, "assets");
  mkdirSync(assets);
  host = await serveWorkspace({ folder, port: 0, assets, reportBug: (error) => bugs.push(error) });
  // Over the socket of who serves, as a person at a command line does.
  ({ token } = await askCli<{ token: string }>(["token", "create", "shop", "--workspace", folder]));
});
afterAll(async () => {
  await host.close();
  made.remove();
  expect(bugs).toEqual([]);
});

type Headers = Readonly<Record<string, string>>;
type Answer = { readonly status: number; readonly headers: Headers; readonly body: string };

/** As any program may send it: fetch would not let it name its host. */
async function ask(path: string, headers: Headers = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = send(
      {
        host: "127.0.0.1",
        port: host.port,
        path,
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
      },
      (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text: string) => (body += text));
        response.once("end", () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers as Headers, body });
        });
      },
    );
    sent.once("error", reject).end();
  });
}

const CLERK = "/resolve/prompt/order-clerk";

describe("[V22] over HTTP a program", () => {
  it("reads what is at a tag, with the version for its entity's tag", async () => {
    const { status, headers, body } = await ask(`${CLERK}?at=prod`);
    const document = JSON.parse(body) as Record<string, unknown>;
    const { kind, name, content, version } = document;
    expect([status, version]).toEqual([200, hashJson({ kind, name, content })]);
    expect(headers).toMatchObject({
      etag: `"${String(version)}"`,
      "cache-control": "private, no-cache",
      "content-type": "application/json; charset=utf-8",
      "x-autogenesis-commit": first,
      "x-autogenesis-tag": "prod",
      "x-content-type-options": "nosniff",
    });
    expect(headers).not.toHaveProperty("access-control-allow-origin");
    const command = ["resolve", "prompt/order-clerk@prod", "--workspace", folder];
    expect(document).toEqual(await askCli(command));
    expect((await ask(`${CLERK}@prod`)).body).toBe(body);
    expect(JSON.parse((await ask(`${CLERK}@eu%2Fwest`)).body)).toMatchObject({ tag: "eu/west" });
  });

  it("is told where it is now with 304 while the content is the one it has", async () => {
    const { headers: known } = await ask(`${CLERK}?at=prod`);
    const etag = known["etag"] ?? "";
    for (const written of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const { status, body, headers } = await ask(`${CLERK}?at=head`, { "if-none-match": written });
      const told = ["etag", "x-autogenesis-commit", "x-autogenesis-state"].map((name) => headers[name]);
      expect([status, body, ...told]).toEqual([304, "", etag, second, "active"]);
    }
    expect(await ask(CLERK, { "if-none-match": '"other"' })).toMatchObject({ status: 200 });
    const pinned = await ask(`${CLERK}?at=${first}`);
    expect(pinned.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
  });

  it("may ask for the head alone, for the text, and for an agent with everything that it uses", async () => {
    const head = await ask(`${CLERK}?at=prod`, {}, "HEAD");
    const whole = await ask(`${CLERK}?at=prod`);
    expect([head.status, head.body, head.headers["content-length"]]).toEqual([
      200,
      "",
      String(Buffer.byteLength(whole.body)),
    ]);
    const text = await ask("/resolve/tool/calculator?format=text");
    expect([text.headers["content-type"], text.body.slice(0, 12)]).toEqual([
      "text/plain; charset=utf-8",
      "// Evaluates",
    ]);
    // Another text is another entity.
    expect(text.headers["etag"]).toMatch(/^"[0-9a-f]{64}\.text"$/);
    const system = await ask("/resolve/agent/order-clerk?whole=true&at=prod");
    const { agent, versions, version } = JSON.parse(system.body) as Record<string, unknown>;
    expect([version, system.headers["etag"]]).toEqual([
      hashJson({ agent, versions }),
      `"${String(version)}"`,
    ]);
  });

  it.each([
    ["/resolve/prompt/none", 404, "resource-missing"],
    [`${CLERK}?at=nope`, 404, "not-found"],
    ["/resolve/tool/todo", 410, "lifecycle-illegal"],
    ["/resolve/tool/todo?at=prod", 200, undefined],
    ["/resolve/odd/order-clerk", 400, "input-invalid"],
    ["/resolve/prompt/order-clerk/more", 400, "input-invalid"],
    ["/resolve/%E0%A4%A", 400, "input-invalid"],
    ["/resolve/../session", 400, "input-invalid"],
    [`${CLERK}?tag=prod`, 400, "input-invalid"],
    [`${CLERK}?at=prod&at=main`, 400, "input-invalid"],
    [`${CLERK}@prod?at=main`, 400, "input-invalid"],
    [`${CLERK}?at=`, 400, "input-invalid"],
    [`${CLERK}?whole=yes`, 400, "input-invalid"],
    [`${CLERK}?whole=true`, 400, "input-invalid"],
    [`${CLERK}?at=${"x".repeat(300)}`, 400, "input-invalid"],
  ])("%s is answered with %i, and says why by code", async (path, status, code) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    const { error } = JSON.parse(answer.body) as { error?: { code: string; message: string; hint: string } };
    expect(error?.code).toBe(code);
    if (error !== undefined) expect([error.message, error.hint]).not.toContain("");
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("writes nothing by %s", async (method) => {
    expect(await ask(CLERK, {}, method)).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  it.each<[string, Headers, number]>([
    ["no token", { authorization: "" }, 401],
    ["a token that was guessed", { authorization: "Bearer agread_guess" }, 401],
    ["another scheme", { authorization: "Basic c2hvcDpzaG9w" }, 401],
    ["a page of another origin", { origin: "http://evil.example" }, 403],
    ["a page of a sandboxed frame", { origin: "null" }, 403],
    ["our own window", { origin: "http://127.0.0.1:1" }, 403],
    ["an image of a page, which has no origin", { "sec-fetch-site": "cross-site" }, 403],
    ["a name that was made to point here", { host: "evil.example" }, 403],
    ["the name localhost, which anybody's file may point elsewhere", { host: "localhost:80" }, 403],
  ])("is not answered with %s", async (_who, headers, status) => {
    const { status: got, body } = await ask(CLERK, headers);
    expect([got, body.includes("trading house")]).toEqual([status, false]);
  });

  it("has a token that opens nothing else, that nobody keeps, and that can be taken away", async () => {
    expect((await ask("/session")).status).toBe(401);
    const config = process.env["AUTOGENESIS_CONFIG"] ?? "";
    const kept = readFileSync(join(config, "read-tokens.json"), "utf8");
    const stored = withRaw(join(folder, "workspace.sqlite"), (db) => db.serialize()).toString("latin1");
    expect([kept.includes(token), stored.includes(token), kept.includes("shop")]).toEqual([
      false,
      false,
      true,
    ]);
    // Of another workspace it opens nothing, and neither does that one's here.
    const other = join(made.folder, "other");
    await runCli(["init", other, "--from", "empty"]);
    const { token: foreign } = await askCli<{ token: string }>([
      "token",
      "create",
      "shop",
      "--workspace",
      other,
    ]);
    expect((await ask(CLERK, { authorization: `Bearer ${foreign}` })).status).toBe(401);
    const again = await runCli(["token", "create", "shop", "--workspace", folder, "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: "ref-exists" } });
    expect(await askCli(["token", "list", "--workspace", folder])).toMatchObject([{ name: "shop" }]);
    await askCli(["token", "remove", "shop", "--workspace", folder]);
    expect((await ask(CLERK)).status).toBe(401);
    expect(await askCli(["token", "list", "--workspace", folder])).toEqual([]);
  });
});
