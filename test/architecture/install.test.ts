import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findExcess } from "#test/support/trim-lock.ts";

type Manifest = {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const lock = readFileSync("package-lock.json", "utf8");
const { packages } = JSON.parse(lock) as { readonly packages: Parameters<typeof findExcess>[0]["packages"] };

const commands = Object.entries(manifest.scripts).flatMap(([name, script]) =>
  script.split("&&").map((command): readonly [string, string] => [name, command.trim()]),
);

describe("[M1] npm's scripts", () => {
  it.each(commands)("%s: `%s` starts with the launcher, and names what there is", (_name, command) => {
    const script = /^npm run ([\w:-]+)$/.exec(command)?.[1];
    if (script !== undefined) return expect(Object.keys(manifest.scripts)).toContain(script);
    const launched = /^node core\/host\/start\/launch\.mjs (\S+)/.exec(command)?.[1] ?? "";
    const place = launched.includes("/") ? launched : join("node_modules", launched, "package.json");
    return expect([launched === "", existsSync(place)]).toEqual([false, true]);
  });
});

it("[M1] what npm would act on is found in a lock: another Node's name, an engine, a registry", () => {
  const locked = {
    bin: { node: "bin/node" },
    engines: { node: ">=22" },
    resolved: "https://registry.test/x.tgz",
  };
  expect(findExcess({ packages: { "": { engines: {} }, x: locked, y: { bin: { y: "y.js" } } } })).toEqual([
    ["x", "bin"],
    ["x", "engines"],
    ["x", "resolved"],
  ]);
});

describe("what is installed", () => {
  it("needs no script of any package, and the lock names no registry", () => {
    const settings = readFileSync(".npmrc", "utf8").split("\n");
    expect(settings).toEqual(
      expect.arrayContaining(["ignore-scripts=true", "omit-lockfile-registry-resolved=true"]),
    );
    expect(settings.filter((line) => /registry *=|nodedir|_auth|\/\//.test(line))).toEqual([]);
    // Where this fails after a change of dependencies, `npm run lock` mends it.
    expect(findExcess({ packages })).toEqual([]);
    expect(lock).not.toMatch(/https?:\/\/[^"]*\/-\//);
  });

  it("[M1] a Node comes with it that is new enough, and the launcher knows it", () => {
    const bundled = Object.entries(manifest.optionalDependencies);
    expect(bundled.map(([, version]) => Number(version.split(".")[0]) >= 24)).toEqual(
      bundled.map(() => true),
    );
    const source = readFileSync("core/host/start/launch.mjs", "utf8");
    expect(bundled.filter(([name]) => !source.includes(`"${name}"`))).toEqual([]);
  });

  it("is in the lock whole: a package that only some npm can do without is missing to the others", () => {
    const there = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, "")));
    const wanted = Object.values(packages).flatMap(({ dependencies = {}, optionalDependencies = {} }) =>
      Object.keys({ ...(dependencies as object), ...(optionalDependencies as object) }),
    );
    expect(wanted.filter((name) => !there.has(name))).toEqual([]);
  });

  it("is pinned: every version is exact", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^(npm:\S+@)?\d+\.\d+\.\d+$/.test(version))).toEqual(
      [],
    );
  });
});
