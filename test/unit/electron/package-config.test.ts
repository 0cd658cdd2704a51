import { existsSync, globSync, readFileSync } from "node:fs";
import { Ajv, type AnySchema, type ErrorObject } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { WORKSPACE_ENDING } from "#core/domain/workspace-name.ts";

type Targets = { readonly target: readonly { readonly arch: readonly string[] }[] };

type Config = {
  readonly files: readonly string[];
  readonly icon: string;
  readonly appId: string;
  readonly extraMetadata: { readonly main: string; readonly desktopName: string };
  readonly linux: { readonly syncDesktopName: boolean };
  readonly mac: Targets & { readonly fileAssociations: readonly object[] };
  readonly win: Targets;
  readonly toolsets: { readonly appimage: string };
  readonly electronFuses: Readonly<Record<string, boolean>>;
};

const config = parse(readFileSync("electron-builder.yml", "utf8")) as Config;
const schema = JSON.parse(readFileSync("node_modules/app-builder-lib/scheme.json", "utf8")) as AnySchema;
// The schema uses words of its own beside the standard's.
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

function faultsOf(value: unknown): readonly string[] {
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }: ErrorObject) => `${instancePath} ${message ?? ""}`,
  );
}

describe("electron-builder.yml", () => {
  it("is what the builder's schema allows, which tells a misspelt key", () => {
    expect(faultsOf(config)).toEqual([]);
    expect(faultsOf({ ...config, asarr: true })).toEqual([" must NOT have additional properties"]);
  });

  it("sets every fuse the builder knows but the one that needs a snapshot of our own", () => {
    const { definitions } = schema as { definitions: { FuseOptionsV1: { properties: object } } };
    expect(Object.keys(config.electronFuses).toSorted()).toEqual(
      Object.keys(definitions.FuseOptionsV1.properties).toSorted(),
    );
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      onlyLoadAppFromAsar: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
    });
  });

  it("gives window, menu entry and metadata one name, so that a desktop knows the window by its entry", () => {
    const paths = readFileSync("electron/paths.ts", "utf8");
    expect(paths).toContain(`const DESKTOP_FILE = "${config.extraMetadata.desktopName}";`);
    expect(paths).toContain(`export const APP_ID = "${config.appId}";`);
    expect(config.linux.syncDesktopName).toBe(true);
  });

  it("packs a native part for every system and processor it builds for", () => {
    const arches = [...config.mac.target, ...config.win.target].map(({ arch }) => arch);
    expect(arches).toEqual([
      ["x64", "arm64"],
      ["x64", "arm64"],
    ]);
    for (const platform of ["darwin", "win32"])
      for (const arch of ["x64", "arm64"])
        expect(existsSync(`node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`)).toBe(true);
  });

  it("lets macOS open folders by the ending that new workspaces get", () => {
    expect(config.mac.fileAssociations).toMatchObject([{ ext: WORKSPACE_ENDING.slice(1), isPackage: true }]);
  });

  it("leaves Chromium's sandbox on in an AppImage, which the older runtime does not", () => {
    expect(config.toolsets.appimage).toBe("1.0.3");
  });

  it("names only files there are, those of builds aside", () => {
    const named = config.files
      .filter((pattern) => !pattern.startsWith("!") && !pattern.startsWith("dist/"))
      .map((pattern) => pattern.replace("${platform}-${arch}", "linux-x64"));
    expect(named.filter((pattern) => globSync(pattern).length === 0)).toEqual([]);
    expect(existsSync(config.icon)).toBe(true);
  });

  it("leaves Electron and what the window bundles out of the dependencies, which the builder packs", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: object };
    const inWindowOnly = ["electron", "react", "react-dom", "monaco-editor", "zustand", "@xyflow/react"];
    expect(inWindowOnly.filter((name) => name in dependencies)).toEqual([]);
  });
});
