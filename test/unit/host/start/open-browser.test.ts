import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openBrowser } from "#core/host/start/open-browser.ts";
import { plantTree, type PlantedTree } from "#test/support/plant-tree.ts";

const trees: PlantedTree[] = [];
const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
  trees.splice(0).forEach(({ remove }) => remove());
});

const URL_WITH_TOKEN = "http://127.0.0.1:4711/#t=secret-token";

/** An xdg-open of ours, which notes its arguments; the answer is the folder that it and the address's file are in. */
function plantOpener(text: string): string {
  const tree = plantTree({});
  trees.push(tree);
  const opener = join(tree.root, "xdg-open");
  writeFileSync(opener, `#!/bin/sh\necho "$@" > "${join(tree.root, "said")}"\n${text}\n`);
  chmodSync(opener, 0o755);
  process.env["PATH"] = [tree.root, path].join(delimiter);
  return tree.root;
}

describe("[M5] the browser", () => {
  it("is handed a file that only its user may read, and no token on a command line", async () => {
    const folder = plantOpener("exit 0");
    const { isOpen, forget } = await openBrowser("linux", URL_WITH_TOKEN, folder);
    const file = join(folder, "open-window.html");
    expect([isOpen, statSync(file).mode & 0o777]).toEqual([true, 0o600]);
    expect(readFileSync(file, "utf8")).toContain(`0; url=${URL_WITH_TOKEN}`);
    const said = readFileSync(join(folder, "said"), "utf8");
    expect([said.includes("secret-token"), said.includes("open-window.html")]).toEqual([false, true]);
    forget();
    expect(existsSync(file)).toBe(false);
  });

  it("is open when its opener stays in the foreground, and whoever opened it goes on", async () => {
    const folder = plantOpener("exec sleep 5");
    expect((await openBrowser("linux", URL_WITH_TOKEN, folder)).isOpen).toBe(true);
  });

  it.each([
    ["fails", "exit 4"],
    ["is killed", "kill -KILL $$"],
  ])("is not open when its opener %s, and no address is left behind", async (_how, text) => {
    const folder = plantOpener(text);
    expect((await openBrowser("linux", URL_WITH_TOKEN, folder)).isOpen).toBe(false);
    expect(existsSync(join(folder, "open-window.html"))).toBe(false);
  });

  it("is not open where there is no opener", async () => {
    const folder = plantOpener("exit 0");
    process.env["PATH"] = join(folder, "nothing");
    expect((await openBrowser("linux", URL_WITH_TOKEN, folder)).isOpen).toBe(false);
  });

  it("is never sent through a link that somebody put there first", async () => {
    const folder = plantOpener("exit 0");
    const theirs = join(folder, "theirs");
    writeFileSync(theirs, "");
    symlinkSync(theirs, join(folder, "open-window.html"));
    await openBrowser("linux", URL_WITH_TOKEN, folder);
    expect(readFileSync(theirs, "utf8")).toBe("");
  });
});
