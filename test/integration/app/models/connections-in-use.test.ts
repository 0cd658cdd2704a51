import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNewWorkspace, type OpenedWorkspace } from "#test/integration/app/open-workspace.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";

const KEYS = { ONE_KEY: "one-key-0123456789abcdef", TWO_KEY: "two-key-0123456789abcdef" };

let opened: OpenedWorkspace;
let server: OpenAiServer;
let echo: Server;

const client = () => opened.clientOf("person");
const run = async (model: string) => {
  const [provider = "", ...name] = model.split("/");
  return await client().runs.run({ task: "x", agent: "solver", model: { provider, name: name.join("/") } });
};
const refusal = async (asked: Promise<unknown>) => {
  const error = (await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )) as { readonly data: { readonly code: string }; readonly message: string } | null;
  return error === null ? null : [error.data.code, error.message];
};

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 }, KEYS);
  server = await startOpenAiServer({
    reply: ({ headers }) => ({
      text: `I was sent ${headers.authorization ?? ""} ${String(headers["x-pass"] ?? "")}.`,
    }),
  });
  echo = createServer((_incoming, response) => {
    response.writeHead(307, { location: `${server.baseUrl}/chat/completions` }).end();
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  echo.close();
  echo.closeAllConnections();
  await server.close();
  await opened.close();
});

describe("a connection in use", () => {
  it("at one origin with another has its own key, which is hidden wherever the endpoint repeats it", async () => {
    const { connections } = client();
    await connections.save({ name: "one", connection: { baseUrl: server.baseUrl, keys: ["ONE_KEY"] } });
    const two = { baseUrl: server.baseUrl, keys: ["TWO_KEY"], headers: { "X-Pass": { key: "ONE_KEY" } } };
    await connections.save({ name: "two", connection: two });
    expect((await run("one/m")).output).toBe("I was sent Bearer [key ONE_KEY] .");
    expect((await run("two/m")).output).toBe("I was sent Bearer [key TWO_KEY] [key ONE_KEY].");
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${KEYS.ONE_KEY}`,
      `Bearer ${KEYS.TWO_KEY}`,
    ]);
  });

  it("named like a preset stands for it, and taking it out brings the preset back", async () => {
    const { connections } = client();
    await connections.save({ name: "ollama", connection: { baseUrl: server.baseUrl } });
    expect((await run("ollama/m")).success).toBe(true);
    const listed = await connections.list();
    expect(listed.filter(({ name }) => name === "ollama")).toMatchObject([
      { baseUrl: server.baseUrl, preset: "ollama" },
    ]);
    const back = await connections.save({ name: "ollama", connection: null });
    expect(back.find(({ name }) => name === "ollama")).toMatchObject({
      baseUrl: "http://127.0.0.1:11434/v1",
      declared: null,
    });
  });

  it("that redirects carries neither request nor key elsewhere", async () => {
    const port = (echo.address() as AddressInfo).port;
    await client().connections.save({
      name: "moved",
      connection: { baseUrl: `http://127.0.0.1:${port}/v1`, keys: ["ONE_KEY"] },
    });
    const before = server.requests.length;
    expect(
      await run("moved/m").then(
        ({ success }) => success,
        () => false,
      ),
    ).toBe(false);
    expect(await refusal(client().connections.models({ connection: "moved" }))).toEqual([
      "model-malformed",
      expect.stringMatching(/307/),
    ]);
    expect(server.requests).toHaveLength(before);
  });

  it("that was taken out or renamed is refused by name where a session goes on with it", async () => {
    const { connections, sessions } = client();
    await connections.save({ name: "lab", connection: { baseUrl: server.baseUrl, keys: ["ONE_KEY"] } });
    const started = await sessions.start({
      iterations: 1,
      agent: "solver",
      approve: "ask",
      caps: { maxCalls: 1 },
      model: { provider: "lab", name: "m" },
    });
    expect(started).toMatchObject({ model: "lab/m" });
    await sessions.pause({ session: started.session }).catch(() => undefined);
    expect(await sessions.show({ session: started.session })).toMatchObject({ isOwnMachine: true });
    await connections.save({ name: "lab", connection: null });
    await connections.save({ name: "lab-two", connection: { baseUrl: server.baseUrl, keys: ["ONE_KEY"] } });
    const going = sessions.resume({ session: started.session, caps: { maxCalls: 5 } });
    expect(await refusal(going)).toEqual(["model-unknown", expect.stringMatching(/"lab"/)]);
    expect((await sessions.show({ session: started.session })).model).toBe("lab/m");
    await connections.save({ name: "lab", connection: { baseUrl: server.baseUrl, keys: ["ONE_KEY"] } });
    const resumed = await sessions.resume({ session: started.session, caps: { maxCalls: 5 } });
    expect(resumed.model).toBe("lab/m");
    await sessions.stop({ session: started.session });
  });

  it("at an address of IPv6, or with a path of its own, is asked there", async () => {
    const six = createServer((incoming, response) => {
      response.writeHead(404, { "content-type": "application/json", "x-path": incoming.url ?? "" }).end("{}");
      paths.push(incoming.url ?? "");
    });
    const paths: string[] = [];
    await new Promise<void>((resolve) => six.listen(0, "::1", resolve));
    const { port } = six.address() as AddressInfo;
    await client().connections.save({
      name: "six",
      connection: { baseUrl: `http://[::1]:${port}/team/a/v1/` },
    });
    await refusal(run("six/m"));
    await refusal(client().connections.models({ connection: "six" }));
    expect(paths).toEqual(["/team/a/v1/chat/completions", "/team/a/v1/models"]);
    six.close();
    six.closeAllConnections();
  });
});
