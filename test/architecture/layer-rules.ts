import type { IRegularForbiddenRuleType } from "dependency-cruiser";
import { LAYERS, SINGLE_IMPORTERS, WITHOUT_TELEMETRY } from "./layers.ts";

/** Tests import whatever they need, so only these trees are held to the layers. */
const SOURCE = "^(core|electron|renderer)/";

/** All rules for dependency-cruiser, made from LAYERS and its neighbours. */
export function layerRules(): readonly IRegularForbiddenRuleType[] {
  return [
    ...Object.entries(LAYERS).map(([folder, allowed]) => layerRule(folder, allowed)),
    ...Object.entries(SINGLE_IMPORTERS).map(([name, folder]) => singleImporterRule(name, folder)),
    ...telemetryRules(),
    ...specialRules(),
    ...graphRules(),
  ];
}

function layerRule(folder: string, allowed: readonly string[]): IRegularForbiddenRuleType {
  return forbid(`layer ${folder}`, {
    comment: `${folder} may import ${allowed.length === 0 ? "nothing of ours" : allowed.join(", ")}.`,
    from: { path: inside(folder) },
    to: { path: "^(core|electron|renderer|test)/", pathNot: [folder, ...allowed].map(inside) },
  });
}

function singleImporterRule(name: string, folder: string): IRegularForbiddenRuleType {
  return forbid(`only ${folder} imports ${name}`, {
    comment: "One importing folder keeps a package replaceable.",
    from: { path: SOURCE, pathNot: inside(folder) },
    to: { path: [`node_modules/${name}/`, `^${name}$`] },
  });
}

function telemetryRules(): readonly IRegularForbiddenRuleType[] {
  return [
    forbid("only core/recording imports the OpenTelemetry SDK", {
      comment: "The others speak to @opentelemetry/api, so what becomes of a span is decided in one place.",
      from: { path: SOURCE, pathNot: inside("core/recording") },
      to: { path: "node_modules/@opentelemetry/(?!api/)" },
    }),
    forbid("only runtime folders import the OpenTelemetry API", {
      comment: "What is pure, stored or on screen has no spans of its own.",
      from: { path: WITHOUT_TELEMETRY.map(inside) },
      to: { path: "node_modules/@opentelemetry/" },
    }),
  ];
}

function specialRules(): readonly IRegularForbiddenRuleType[] {
  return [
    forbid("the simulated model knows no workspace", {
      comment: "A stand-in that could read the data it is scored on would prove nothing.",
      from: { path: inside("core/practice/model") },
      to: { path: ["^core/practice/(?!model/)", "order-desk", "dataset"] },
    }),
    forbid("renderer takes values only from contract, domain and base", {
      comment: "Anything else would pull the host into the bundle; types are free.",
      from: { path: inside("renderer") },
      to: {
        path: inside("core"),
        pathNot: ["core/contract", "core/domain", "core/base"].map(inside),
        dependencyTypesNot: ["type-only"],
      },
    }),
    forbid("what the renderer bundles does not hash", {
      comment: "hash.ts needs node:crypto, which a page has not.",
      from: { path: ["renderer", "core/contract", "core/domain", "core/base"].map(inside) },
      to: { path: "^core/base/hash\\.ts$" },
    }),
    forbid("core imports no dev dependency", {
      comment: "An installed product has only `dependencies`.",
      from: { path: inside("core") },
      to: { dependencyTypes: ["npm-dev"] },
    }),
  ];
}

function graphRules(): readonly IRegularForbiddenRuleType[] {
  return [
    forbid("no cycles", {
      comment: "Two files that need each other are one idea, or hide a third.",
      from: {},
      to: { circular: true },
    }),
    // Also the proof that "#core/…" resolves: an edge the tool cannot follow is an edge it cannot judge.
    forbid("every import resolves", {
      comment: "No such file or package.",
      from: {},
      to: { couldNotResolve: true },
    }),
  ];
}

function inside(folder: string): string {
  const escaped = folder.replaceAll(".", "\\.");
  return /\.tsx?$/.test(folder) ? `^${escaped}$` : `^${escaped}/`;
}

function forbid(
  name: string,
  rule: Omit<IRegularForbiddenRuleType, "name" | "severity">,
): IRegularForbiddenRuleType {
  return { name, severity: "error", ...rule };
}
