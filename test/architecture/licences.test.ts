import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuilder, type Plugin } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "autogenesis-licences-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Built = { readonly packages: ReadonlySet<string>; readonly notices: string };

/** Packages by what the bundler says it took in, code and files alike; apart from what writes the notices. */
async function build(configFile: string, name: string): Promise<Built> {
  const packages = new Set<string>();
  const outDir = join(folder, name);
  const watch: Plugin = {
    name: "watch-packages",
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((part) =>
        part.type === "chunk" ? part.moduleIds : part.originalFileNames,
      );
      for (const id of ids) {
        const found = /.*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1];
        if (found !== undefined) packages.add(found.replace("\\", "/"));
      }
    },
  };
  const builder = await createBuilder({
    configFile,
    configLoader: "native",
    logLevel: "error",
    build: { outDir, emptyOutDir: true, minify: false },
    plugins: [watch],
  });
  if (builder.config.builder?.buildApp === undefined || name === "window") {
    for (const environment of Object.values(builder.environments).slice(0, 1))
      await builder.build(environment);
  } else await builder.buildApp();
  const [file] = globSync("licenses.md", { cwd: outDir });
  return { packages, notices: file === undefined ? "" : readFileSync(join(outDir, file), "utf8") };
}

/** The notices by the package they are of. */
function readNotices(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part) => {
        const [heading = "", ...rest] = part.split("\n");
        return [heading.split(" - ")[0] ?? "", rest.join("\n").trim()];
      }),
  );
}

describe("[M8] the notices that the builds write", () => {
  let window: Built;
  let entries: Built;
  beforeAll(async () => {
    window = await build("vite.config.ts", "window");
    entries = await build("vite.electron.config.ts", "entries");
  });

  it("name every package in the window, with the text of its licence", () => {
    const notices = readNotices(window.notices);
    expect([...window.packages].filter((name) => (notices.get(name) ?? "").length < 200)).toEqual([]);
    expect([...window.packages]).toEqual(
      expect.arrayContaining(["react", "monaco-editor", "@mantine/core", "@fontsource-variable/inter"]),
    );
  });

  it("hold the fonts' licence, whose text has to go with them", () => {
    const notices = readNotices(window.notices);
    for (const font of ["inter", "jetbrains-mono"])
      expect(notices.get(`@fontsource-variable/${font}`)).toContain("SIL OPEN FONT LICENSE");
  });

  it("name every package in the desktop's entries, with the text of its licence", () => {
    const notices = readNotices(entries.notices);
    expect([...entries.packages].filter((name) => (notices.get(name) ?? "").length < 200)).toEqual([]);
    expect([...entries.packages]).toEqual(expect.arrayContaining(["zod", "openai", "ws"]));
  });
});
