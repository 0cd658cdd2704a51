import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plantTree } from "#test/support/plant-tree.ts";
import type { PlantedTree } from "#test/support/plant-tree.ts";
import { findLayerFaults } from "./check-layers.ts";
import { cruiseTree, listSourceFiles } from "./cruise-tree.ts";
import type { CruisedTree } from "./cruise-tree.ts";
import { layerRules } from "./layer-rules.ts";
import { DEBT } from "./layers.ts";

type Row = { readonly rule: string; readonly from: string; readonly text: string; readonly to: string };

/** A file `from` with the import `text`, whose target the tool must name as `to`. */
function plant(rule: string, from: string, [specifier, to]: readonly [string, string]): Row {
  return { rule, from, text: `import { x } from "${specifier}";\nexport const y = x;\n`, to };
}

/** `from` takes a value out of another folder's a.ts. */
function layerBreach(from: string, to: string): Row {
  const file = to.endsWith(".ts") ? to : `${to}/a.ts`;
  return plant(`layer ${from}`, `${from}/takes-${to.replaceAll(/[/.]/g, "-")}.ts`, [`#${file}`, file]);
}

function packageBreach(rule: string, from: string, name: string): Row {
  const file = `${from}/takes-package-${name.replaceAll(/[@/]/g, "")}.ts`;
  return plant(rule, file, [name, `node_modules/${name}/index.js`]);
}

const SDK_RULE = "only core/recording imports the OpenTelemetry SDK";
const API_RULE = "only runtime folders import the OpenTelemetry API";
const SIMULATED_RULE = "the simulated model knows no workspace";
const VALUES_RULE = "renderer takes values only from contract, domain and base";
const HASH_RULE = "what the renderer bundles does not hash";

/** One row for each step upwards or sideways that the architecture forbids by name, and one for each other rule. */
const BREACHES: readonly Row[] = [
  layerBreach("core/base", "core/domain"),
  layerBreach("core/domain", "core/store"),
  layerBreach("core/store", "core/recording"),
  layerBreach("core/recording", "core/otlp"),
  layerBreach("core/otlp", "core/models"),
  layerBreach("core/models", "core/sandbox"),
  layerBreach("core/sandbox", "core/resources"),
  layerBreach("core/resources", "core/proposals"),
  layerBreach("core/proposals", "core/tools"),
  layerBreach("core/tools", "core/agents"),
  layerBreach("core/tools", "core/memory"),
  layerBreach("core/environments", "core/agents"),
  layerBreach("core/memory", "core/agents"),
  layerBreach("core/agents", "core/evaluation"),
  layerBreach("core/evaluation", "core/replay"),
  layerBreach("core/replay", "core/evolution"),
  layerBreach("core/evolution", "core/exchange"),
  layerBreach("core/exchange", "core/app"),
  layerBreach("core/app", "core/host"),
  layerBreach("core/host", "electron"),
  layerBreach("electron", "renderer/shell"),
  layerBreach("core/contract", "core/store"),
  layerBreach("core/contract", "core/config"),
  layerBreach("core/config", "core/store"),
  layerBreach("core/config", "core/contract"),
  layerBreach("core/practice/model", "core/practice/desk"),
  layerBreach("core/practice/desk", "core/practice/model"),
  layerBreach("core/practice/desk", "core/evaluation"),
  layerBreach("core/practice/seed", "core/practice/model"),
  layerBreach("core/models", "core/practice/model"),
  layerBreach("core/store", "core/practice/seed"),
  layerBreach("core/evolution", "core/contract"),
  layerBreach("core/evolution", "core/practice/desk"),
  layerBreach("core/host", "core/practice/desk"),
  layerBreach("core/app", "renderer/shell"),
  layerBreach("core/agents", "test"),
  layerBreach("core/domain", "core/entries.ts"),
  layerBreach("renderer/text", "renderer/strings"),
  layerBreach("renderer/strings", "renderer/ui"),
  layerBreach("renderer/ui", "renderer/transport"),
  layerBreach("renderer/transport", "renderer/store"),
  layerBreach("renderer/store", "renderer/navigation"),
  layerBreach("renderer/navigation", "renderer/graph"),
  layerBreach("renderer/navigation", "renderer/features/home"),
  layerBreach("renderer/graph", "renderer/timeline"),
  layerBreach("renderer/models", "renderer/graph"),
  layerBreach("renderer/first-steps", "renderer/features/home"),
  layerBreach("renderer/measure", "renderer/features/home"),
  layerBreach("renderer/timeline", "renderer/editor"),
  layerBreach("renderer/editor", "renderer/features/improve"),
  layerBreach("renderer/features/home", "renderer/features/resources"),
  layerBreach("renderer/features/resources", "renderer/features/data"),
  layerBreach("renderer/features/data", "renderer/features/traces"),
  layerBreach("renderer/features/traces", "renderer/features/lineage"),
  layerBreach("renderer/features/lineage", "renderer/features/improve"),
  layerBreach("renderer/features/improve", "renderer/features/settings"),
  layerBreach("renderer/features/settings", "renderer/shell"),
  layerBreach("renderer/shell", "electron"),
  layerBreach("renderer/features/lineage", "test"),
  { ...layerBreach("renderer/main.tsx", "electron"), from: "renderer/main.tsx" },
  { ...layerBreach("core/entries.ts", "core/app"), from: "core/entries.ts" },
  packageBreach("only electron imports electron", "core/host", "electron"),
  packageBreach("only core/store imports better-sqlite3", "core/app", "better-sqlite3"),
  packageBreach("only renderer/store imports zustand", "renderer/features/home", "zustand"),
  packageBreach("only renderer/editor imports monaco-editor", "renderer/ui", "monaco-editor"),
  packageBreach("only renderer/graph imports @xyflow/react", "renderer/ui", "@xyflow/react"),
  packageBreach(SDK_RULE, "core/agents", "@opentelemetry/sdk-trace-base"),
  packageBreach(API_RULE, "core/domain", "@opentelemetry/api"),
  packageBreach("core imports no dev dependency", "core/app", "vitest"),
  plant(SIMULATED_RULE, "core/practice/model/takes-data.ts", [
    "#core/models/dataset-shapes.ts",
    "core/models/dataset-shapes.ts",
  ]),
  { ...layerBreach("core/practice/model", "core/practice/desk"), rule: SIMULATED_RULE },
  plant(VALUES_RULE, "renderer/store/takes-a-value.ts", ["#core/app/a.ts", "core/app/a.ts"]),
  plant(HASH_RULE, "core/contract/takes-hash.ts", ["#core/base/hash.ts", "core/base/hash.ts"]),
  plant("no cycles", "core/resources/one.ts", ["./other.ts", "core/resources/other.ts"]),
  plant("every import resolves", "core/resources/lost.ts", [
    "#core/resources/gone.ts",
    "#core/resources/gone.ts",
  ]),
];

/** This one breaks a further rule by the way. */
const BY_THE_WAY = "core/host/takes-package-electron.ts: core imports no dev dependency";

/** What must stay allowed: a rule that fires here would stop honest work. */
const ALLOWED: readonly (readonly [from: string, specifier: string])[] = [
  ["core/domain/uses-base.ts", "#core/base/a.ts"],
  ["core/agents/uses-lower.ts", "#core/store/a.ts"],
  ["core/store/uses-entries.ts", "#core/entries.ts"],
  ["core/evaluation/uses-config.ts", "#core/config/a.ts"],
  ["core/app/uses-desk.ts", "#core/practice/desk/a.ts"],
  ["core/app/uses-stand-in.ts", "#core/practice/model/a.ts"],
  ["core/practice/seed/uses-desk.ts", "#core/practice/desk/a.ts"],
  ["core/host/uses-contract.ts", "#core/contract/a.ts"],
  ["electron/uses-app.ts", "#core/app/a.ts"],
  ["electron/uses-host.ts", "#core/host/a.ts"],
  ["electron/uses-electron.ts", "electron"],
  ["core/store/uses-sqlite.ts", "better-sqlite3"],
  ["core/agents/uses-telemetry.ts", "@opentelemetry/api"],
  ["core/recording/uses-sdk.ts", "@opentelemetry/sdk-trace-base"],
  ["renderer/store/uses-zustand.ts", "zustand"],
  ["renderer/store/uses-domain.ts", "#core/domain/a.ts"],
  ["renderer/features/home/uses-lower.ts", "#renderer/ui/a.ts"],
  ["renderer/features/home/uses-graph.ts", "#renderer/graph/a.ts"],
  ["renderer/shell/uses-a-feature.ts", "#renderer/features/home/a.ts"],
  ["test/unit/uses-anything.ts", "#core/practice/desk/a.ts"],
];

const FOLDERS = [
  "core/base core/domain core/contract core/config core/store core/recording core/otlp core/models",
  "core/practice/model core/practice/desk core/practice/seed",
  "core/sandbox core/resources core/proposals core/tools core/environments core/memory core/agents",
  "core/evaluation core/replay core/evolution core/exchange core/app core/host electron test",
  "renderer/text renderer/strings renderer/ui renderer/transport renderer/store renderer/navigation",
  "renderer/graph renderer/timeline renderer/editor renderer/shell",
  "renderer/features/home renderer/features/resources renderer/features/data renderer/features/traces",
  "renderer/features/lineage renderer/features/improve renderer/features/settings",
].flatMap((line) => line.split(" "));

const PACKAGES = ["better-sqlite3", "zustand", "monaco-editor", "@xyflow/react", "@opentelemetry/api"];
const SDK = "@opentelemetry/sdk-trace-base";

function plantProject(): PlantedTree {
  const imports = Object.fromEntries(
    ["core", "electron", "renderer", "test"].map((tree) => [`#${tree}/*`, `./${tree}/*`]),
  );
  const dependencies = Object.fromEntries([...PACKAGES, SDK].map((name) => [name, "1.0.0"]));
  const devDependencies = { electron: "1.0.0", vitest: "1.0.0" };
  const shared = "export const x = 1;\nexport type X = 1;\n";
  return plantTree({
    "package.json": JSON.stringify({
      name: "planted",
      type: "module",
      imports,
      dependencies,
      devDependencies,
    }),
    ...Object.fromEntries(
      [...PACKAGES, SDK, "electron", "vitest"].flatMap((name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
        [`node_modules/${name}/index.js`, "export const x = 1;\n"],
      ]),
    ),
    ...Object.fromEntries(FOLDERS.map((folder) => [`${folder}/a.ts`, shared])),
    "core/base/hash.ts": shared,
    "core/models/dataset-shapes.ts": shared,
    "core/resources/other.ts": 'import { y } from "./one.ts";\nexport const x = y;\n',
    "renderer/shell/types-only.tsx":
      'import type { X } from "#core/app/a.ts";\nexport const element = <p>{1 as X}</p>;\n',
    ...Object.fromEntries(
      ALLOWED.map(([from, specifier]) => [from, `import { x } from "${specifier}";\nexport const y = x;\n`]),
    ),
    ...Object.fromEntries(BREACHES.map(({ from, text }) => [from, text])),
  });
}

describe("layer rules on a tree with planted breaches", () => {
  let project: PlantedTree;
  let tree: CruisedTree;
  beforeAll(async () => {
    project = plantProject();
    tree = await cruiseTree(project.root);
  });
  afterAll(() => project.remove());

  it.each(BREACHES)("$from → $to breaks «$rule»", ({ rule, from, to }) => {
    expect(tree.breaches).toContainEqual({ rule, from, to });
  });

  it("every rule has a planted breach, so none of them can be dead", () => {
    const planted = new Set(BREACHES.map(({ rule }) => rule));
    expect(
      layerRules()
        .map(({ name }) => name)
        .filter((name) => !planted.has(String(name))),
    ).toEqual([]);
  });

  it("nothing fires that was not planted, so the allowed imports stay allowed", () => {
    const expected = new Set([...BREACHES.map(({ rule, from }) => `${from}: ${rule}`), BY_THE_WAY]);
    const surprises = tree.breaches
      .map(({ rule, from }) => `${from}: ${rule}`)
      .filter((line) => !expected.has(line));
    expect(surprises).toEqual([]);
  });

  it("a value import and a type import through #core/… are both edges", () => {
    expect(tree.edges).toContain("core/domain/uses-base.ts -> core/base/a.ts");
    expect(tree.edges).toContain("renderer/shell/types-only.tsx -> core/app/a.ts");
  });

  it("every .ts and .tsx file on disk is seen", () => {
    expect(tree.files).toEqual(listSourceFiles(project.root));
    expect(tree.files).toContain("renderer/shell/types-only.tsx");
  });
});

describe("what counts as a fault", () => {
  const clean: CruisedTree = { files: ["core/base/a.ts"], edges: [], breaches: [] };
  const breach = { rule: "no cycles", from: "core/base/a.ts", to: "core/base/b.ts" };

  it.each([
    { title: "a clean tree has none", tree: clean, debt: [], faults: [] },
    {
      title: "a file that the tool did not see",
      tree: { ...clean, files: [] },
      debt: [],
      faults: [/core\/base\/a\.ts: dependency-cruiser does not see it/],
    },
    {
      title: "a file in a folder without a layer",
      tree: { ...clean, files: ["core/base/a.ts", "core/attic/a.ts"] },
      debt: [],
      faults: [/core\/attic\/a\.ts: no layer covers it/],
    },
    {
      title: "folders of the window that need each other, over a third",
      tree: {
        ...clean,
        edges: [
          "renderer/ui/a.ts -> renderer/ui/diff/b.ts",
          "renderer/ui/diff/b.ts -> renderer/ui/theme/c.ts",
          "renderer/ui/theme/c.ts -> renderer/ui/d.ts",
          "renderer/ui/a.ts -> renderer/text/e.ts",
          "core/a/x.ts -> core/b/x.ts",
          "core/b/x.ts -> core/a/x.ts",
        ],
      },
      debt: [],
      faults: [
        /renderer\/ui ⇄ renderer\/ui\/diff:/,
        /renderer\/ui ⇄ renderer\/ui\/theme:/,
        /renderer\/ui\/diff ⇄ renderer\/ui\/theme:/,
      ],
    },
    { title: "a breach", tree: { ...clean, breaches: [breach] }, debt: [], faults: [/no cycles/] },
    {
      title: "a breach in debt is tolerated",
      tree: { ...clean, breaches: [breach] },
      debt: [{ ...breach, why: "" }],
      faults: [],
    },
    { title: "a debt that is paid", tree: clean, debt: [{ ...breach, why: "" }], faults: [/debt is paid/] },
  ])("$title", ({ tree, debt, faults }) => {
    expect(findLayerFaults(tree, ["core/base/a.ts"], debt)).toEqual(
      faults.map((fault) => expect.stringMatching(fault)),
    );
  });
});

describe("the layers of this project", () => {
  it("hold, with every source file seen and no debt", async () => {
    const tree = await cruiseTree(process.cwd());
    const onDisk = listSourceFiles(process.cwd());
    expect(onDisk.length).toBeGreaterThan(0);
    expect(tree.files).toEqual(onDisk);
    expect(findLayerFaults(tree, onDisk)).toEqual([]);
    expect(DEBT).toEqual([]);
  });
});
