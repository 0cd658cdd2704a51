import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "#test/support/cli-process.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import { startProxy, type ProxyServer } from "#test/support/proxy-server.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

const made = makeFolder();
let workspace: string;
let models: OpenAiServer;
let proxy: ProxyServer;
beforeAll(async () => {
  workspace = await makeOrderDesk(made.folder);
  models = await startOpenAiServer({ reply: () => ({ text: "4" }) });
  proxy = await startProxy("tunnels", () => Number(new URL(models.baseUrl).port));
});
afterAll(async () => {
  proxy.close();
  await models.close();
  made.remove();
});

async function ask(baseUrl: string, env: Readonly<Record<string, string>>) {
  proxy.asked.length = 0;
  const before = models.requests.length;
  const model = ["--model", "vllm/any", "--base-url", baseUrl];
  const { code, stdout, stderr } = await runCli(
    [
      ...["run", "2+2", "--agent", "solver", ...model, "--unknown-price", "allow"],
      ...["--json", "--workspace", workspace],
    ],
    env,
  );
  return { code, stdout, stderr, asked: [...proxy.asked], reached: models.requests.length - before };
}

describe("[M6] a model", () => {
  it("elsewhere is asked through the proxy of the environment", async () => {
    const { asked, reached } = await ask("http://models.example.test:8080/v1", { HTTP_PROXY: proxy.url });
    expect([asked[0], reached > 0]).toEqual([expect.stringContaining("models.example.test:8080"), true]);
  });

  it("on this machine is asked directly, whatever proxy there is", async () => {
    const { asked, reached } = await ask(models.baseUrl, { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url });
    expect([asked, reached > 0]).toEqual([[], true]);
  });

  it("that NO_PROXY names is asked directly", async () => {
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: ".example.test" };
    const { asked, code } = await ask("http://models.example.test:8080/v1", env);
    expect([asked, code]).toEqual([[], 1]);
  });

  it("is asked by nobody where the proxy is no address, which is said without repeating it", async () => {
    const { code, stdout, stderr } = await ask("http://models.example.test/v1", {
      HTTPS_PROXY: "user:secret@nowhere",
    });
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: { code: "config-invalid" } }]);
    expect(stdout + stderr).not.toContain("secret");
  });
});
