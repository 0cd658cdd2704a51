import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { expect } from "@playwright/test";
import { dialHolder, test } from "./desktop-test.ts";
import { packDesktop, type PackedDesktop } from "./pack-desktop.ts";
import { extractAsar, listAsar, type AsarEntry } from "./read-asar.ts";

/** What the package may consist of; everything else is a file somebody forgot to leave out. */
const EXPECTED = [
  /^LICENSE$/,
  /^package\.json$/,
  /^dist\/electron\/[\w-]+\.c?js$/,
  /^dist\/renderer\/(index\.html|[\w-]+\.svg|assets\/[\w.-]+)$/,
  /^dist\/(electron|renderer)\/licenses\.md$/,
  /^resources\/icons\/icon\.png$/,
  /^resources\/configs\/[\w/-]+\.yaml$/,
  /^resources\/clients\/autogenesis\.(ts|py)$/,
  /^resources\/prompts\/[\w-]+\.json$/,
  /^node_modules\/(better-sqlite3|quickjs-emscripten-core|gpt-tokenizer|@jitl\/[\w-]+)\/(LICENSE|package\.json)$/,
  /^node_modules\/better-sqlite3\/lib\/[\w/-]+\.js$/,
  /^node_modules\/better-sqlite3\/prebuilds\/linux-(x64|arm64)\.node$/,
  /^node_modules\/(quickjs-emscripten-core|@jitl\/[\w-]+)\/dist\/([\w-]+\.(mjs|wasm)|index\.js)$/,
  /^node_modules\/gpt-tokenizer\/cjs\/(?!model\/|bpeRanks\/(?!o200k_base))[\w./-]+\.js$/,
];

test.describe("the package", () => {
  // Packing takes half a minute: one worker does it, for all of them.
  test.describe.configure({ mode: "default" });
  test.skip(process.platform !== "linux", "What stands for Electron while packing is made for Linux.");
  let packed: PackedDesktop | undefined;
  let entries: readonly AsarEntry[];
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    packed = await packDesktop();
    entries = listAsar(packed.archive);
  });
  test.afterAll(() => packed?.remove());

  test("holds the program, its data and what cannot be bundled, and nothing else", () => {
    expect(
      entries.map(({ path }) => path).filter((path) => !EXPECTED.some((form) => form.test(path))),
    ).toEqual([]);
    for (const form of EXPECTED) expect(entries.filter(({ path }) => form.test(path))).not.toEqual([]);
    expect(entries.filter(({ path }) => path.endsWith(".node"))).toHaveLength(1);
  });

  test("brings Chromium's words in the language of the window alone", () => {
    expect(readdirSync(packed?.locales ?? "")).toEqual(["en-US.pak"]);
  });

  test("is packed without a word of the builder's about what is missing in it", () => {
    expect(
      packed?.said.match(/author is missed|desktopName is not set|.*is not set in package\.json/g),
    ).toBeNull();
  });

  test("keeps outside its archive the one native part alone", () => {
    expect(entries.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path)).toEqual([
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ]);
  });

  test("sets the fuses of the executable, so that it runs this program and no other", async () => {
    const wire = await getCurrentFuseWire(packed?.binary ?? "");
    const isOn = (fuse: number): boolean => wire[fuse as keyof typeof wire] === FuseState.ENABLE;
    expect({
      node: isOn(FuseV1Options.RunAsNode),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileScheme: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      node: false,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      fileScheme: false,
    });
  });

  test("starts from its own files alone: practice workspace, window, sandbox and all", async ({
    launch,
    folder,
  }) => {
    const unpacked = mkdtempSync(join(tmpdir(), "autogenesis-unpacked-"));
    extractAsar(packed?.archive ?? "", unpacked);
    const workspace = join(folder, "..", "first start");
    const app = await launch({ workspace, main: join(unpacked, "dist/electron/main.js") });
    await (await app.page()).getByRole("navigation", { name: "Views" }).waitFor();
    // Making the workspace builds the calculator tool, which takes the sandbox's child and its WebAssembly.
    expect((await app.calls("utilityProcess.fork"))[0]?.args[0]).toBe(
      join(unpacked, "dist/electron/sandbox-child.js"),
    );
    const { client, close } = await dialHolder(workspace);
    // Counting tokens needs the tokenizer's tables.
    expect(await client.runs.evaluate({ split: "train", limit: 3 })).toMatchObject({ n: 3, errors: 0 });
    await close();
    await app.stop();
    rmSync(unpacked, { recursive: true });
  });
});
