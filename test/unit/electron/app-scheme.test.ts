import { describe, expect, it } from "vitest";
import { isAppPage, serveApp } from "#electron/app-scheme.ts";
import { plantTree } from "#test/support/plant-tree.ts";

describe("the window's scheme", () => {
  const REPLIES: readonly (readonly [string, string, number])[] = [
    ["GET", "app://bundle/index.html", 200],
    ["GET", "app://bundle/index.html?x#/lineage", 200],
    ["GET", "app://bundle/none.js", 404],
    ["GET", "app://bundle/", 404],
    ["GET", "app://other/index.html", 404],
    ["POST", "app://bundle/index.html", 404],
    ["GET", "app://bundle/..%2fsecret.json", 400],
    ["GET", "app://bundle/secret.txt", 404],
  ];
  it.each(REPLIES)("answers %s %s with %i, always under the policy", async (method, url, status) => {
    const tree = plantTree({ "window/index.html": "<p>", "window/secret.txt": "x", "secret.json": "{}" });
    try {
      const serve = serveApp(`${tree.root}/window`, (error) => {
        throw error;
      });
      const reply = await serve(new Request(url, { method }));
      expect(reply.status).toBe(status);
      const policy = reply.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    } finally {
      tree.remove();
    }
  });

  it("takes its page for its page wherever in it, and no other address", () => {
    expect(
      [
        "app://bundle/index.html#/x",
        "app://bundle/index.html.exe",
        "app://bundle/x",
        "https://bundle/index.html",
      ].map(isAppPage),
    ).toEqual([true, false, false, false]);
  });
});
