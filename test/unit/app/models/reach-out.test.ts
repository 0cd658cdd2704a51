import { describe, expect, it } from "vitest";
import { proxyEnvironment } from "#core/app/models/reach-out.ts";

const LOOPBACK = "localhost,127.0.0.1,[::1],::1";

describe("[M6] the proxy that is followed", () => {
  it.each([
    ["none where none is named", {}, null],
    ["none where it is named empty", { HTTPS_PROXY: "", http_proxy: "" }, null],
    ["none where only exceptions are named", { NO_PROXY: "a.test" }, null],
    ["the one named", { HTTPS_PROXY: "http://p:1" }, { HTTPS_PROXY: "http://p:1", no_proxy: LOOPBACK }],
    [
      "with the exceptions that are named, and this machine always one of them",
      { http_proxy: "http://p:1", NO_PROXY: "a.test,.b.test" },
      { http_proxy: "http://p:1", no_proxy: `a.test,.b.test,${LOOPBACK}` },
    ],
  ])("%s", (_title, env: Readonly<Record<string, string>>, followed) => {
    expect(proxyEnvironment(env)).toEqual(followed);
  });
});
