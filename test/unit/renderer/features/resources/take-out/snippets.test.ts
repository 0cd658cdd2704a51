import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { toSnippet, WAYS_OUT, type SnippetParts } from "#renderer/features/resources/take-out/snippets.ts";

const PARTS: SnippetParts = {
  resource: "prompt/order-clerk",
  at: "prod",
  isTag: true,
  slots: ["message"],
  address: "http://127.0.0.1:4317",
  token: "agread_x",
  file: "prompt-order-clerk.json",
};

it("[V24] the lines name the resource, the tag, the address, the token and what has to be filled in", () => {
  expect(WAYS_OUT.map((way) => toSnippet(way, PARTS))).toEqual([
    {
      settings: "export AUTOGENESIS_URL=http://127.0.0.1:4317\nexport AUTOGENESIS_TOKEN=agread_x",
      code: 'import { resolve } from "./autogenesis.ts";\n\nconst prompt = await resolve("prompt/order-clerk", { tag: "prod" });\nprompt.messages({ message: "…" });',
      client: "typescript",
    },
    {
      settings: "export AUTOGENESIS_URL=http://127.0.0.1:4317\nexport AUTOGENESIS_TOKEN=agread_x",
      code: 'from autogenesis import resolve\n\nprompt = resolve("prompt/order-clerk", tag="prod")\nprompt.messages({"message": "…"})',
      client: "python",
    },
    {
      settings: null,
      code: "curl -H 'Authorization: Bearer agread_x' 'http://127.0.0.1:4317/resolve/prompt/order-clerk?at=prod'",
      client: null,
    },
    { settings: null, code: "npm run --silent cli -- resolve prompt/order-clerk@prod", client: null },
  ]);
});

it("[V24] where nobody serves, programs are led to the file", () => {
  const { settings, code } = toSnippet("python", { ...PARTS, address: null });
  expect([settings, code]).toEqual([
    "export AUTOGENESIS_FILE=prompt-order-clerk.json",
    expect.stringContaining('resolve("prompt/order-clerk")'),
  ]);
});

it.runIf(process.platform !== "win32").each(["curl", "cli"] as const)(
  "[V24] a tag that a shell would obey is read letter for letter by it: %s",
  (way) => {
    const at = "it's;$(touch${IFS}x)`id`&!";
    const { code } = toSnippet(way, { ...PARTS, at });
    const said = execFileSync("sh", [
      "-c",
      `show() { printf '%s\\n' "$@"; }; ${code.replace(/^(curl|npm)/, "show")}`,
    ]);
    const last = said.toString().trimEnd().split("\n").at(-1);
    expect(last).toContain(way === "curl" ? encodeURIComponent(at) : `@${at}`);
  },
);
