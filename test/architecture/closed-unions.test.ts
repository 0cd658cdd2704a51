import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typecheckProject } from "#test/support/typecheck.ts";

/** A union that grows, where its list stands, and how a member comes into it. */
type Growth = {
  readonly axis: string;
  readonly file: string;
  readonly after: string;
  readonly added: string;
  /** Every place of the product that has to know the member: where the compiler must ask for it, and nowhere else. */
  readonly places: readonly string[];
};

const GROWTHS: readonly Growth[] = [
  {
    axis: "optimizer",
    file: "core/domain/optimizers/plan.ts",
    after: 'OPTIMIZERS = ["reflection"',
    added: ', "planted-optimizer"',
    places: [
      "core/domain/optimizers/table.ts",
      "core/evolution/optimizers/table.ts",
      "renderer/strings/optimizers.ts",
    ],
  },
  {
    axis: "loop",
    file: "core/domain/content/agent.ts",
    after: 'z.enum(["chat", "tool-calling"',
    added: ', "planted-loop"',
    places: [
      "core/agents/loops/table.ts",
      "renderer/features/resources/content/agent-reading.tsx",
      "renderer/features/resources/form/agent-fields.tsx",
      "renderer/strings/resource-forms.ts",
      "renderer/strings/resources.ts",
    ],
  },
  {
    axis: "strategy",
    file: "core/domain/content/memory.ts",
    after: 'strategy: z.enum(["session"',
    added: ', "planted-strategy"',
    places: [
      "core/memory/strategies/table.ts",
      "renderer/features/resources/content/memory-reading.tsx",
      "renderer/strings/resources.ts",
    ],
  },
  {
    axis: "environment",
    file: "core/domain/content/environment.ts",
    after: 'z.discriminatedUnion("type", [',
    added: 'z.looseObject({ ...environmentShape, type: z.literal("planted-environment") }),',
    places: [
      "core/environments/table.ts",
      "renderer/features/resources/content/environment-reading.tsx",
      "renderer/features/resources/content/environment-types.tsx",
      "renderer/strings/resources.ts",
    ],
  },
  {
    axis: "tool",
    file: "core/domain/content/tool.ts",
    after: 'z.discriminatedUnion("type", [',
    added: 'z.looseObject({ ...toolShape, type: z.literal("planted-tool") }),',
    places: [
      "core/domain/content/tool-types.ts",
      "core/tools/types/table.ts",
      "renderer/features/resources/content/tool-types.tsx",
      "renderer/features/resources/form/tool-fields.tsx",
      "renderer/strings/resource-forms.ts",
    ],
  },
  {
    axis: "provider",
    file: "core/domain/model-provider.ts",
    after: 'tgi: "endpoint",',
    added: '"planted-provider": "endpoint",',
    places: ["core/app/providers/addresses.ts"],
  },
  {
    axis: "format",
    file: "core/domain/dataset.ts",
    after: "IMPORT_FORMATS = [",
    added: '"planted-format", ',
    places: ["core/domain/import-format.ts", "core/evaluation/formats/table.ts"],
  },
  {
    axis: "event",
    file: "core/domain/events/event-types.ts",
    after: "EVENT_TYPES = [",
    added: '"planted-event", ',
    places: [
      "core/domain/events/event-bodies.ts",
      "core/host/cli/format/event.ts",
      "renderer/features/improve/session/event-lines.ts",
      "renderer/store/topics.ts",
    ],
  },
  {
    axis: "procedure",
    file: "core/contract/branches.ts",
    after: "export const branchesContract = {",
    added: '"planted-procedure": procedure.output(z.string()),',
    // The table of places, what implements the contract, and the table of doors.
    places: ["core/app/apart/places.ts", "core/app/router.ts", "core/contract/doors.ts"],
  },
];

const SOURCES = ["core", "renderer", "electron", "package.json", "tsconfig.base.json", "tsconfig.json"];

/** The product without its tests, whose complaints nobody asks for here: to check them takes as long as all else. */
const PRODUCT = {
  extends: "./tsconfig.json",
  include: ["core/**/*.ts", "electron/**/*.ts"],
  exclude: ["electron/preload"],
};
const PROJECTS = ["tsconfig.product.json", "renderer/tsconfig.json"];

let root: string;
let complaints: readonly string[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "autogenesis-unions-"));
  for (const source of SOURCES) cpSync(source, join(root, source), { recursive: true });
  writeFileSync(join(root, "tsconfig.product.json"), JSON.stringify(PRODUCT));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"), "junction");
  for (const { file, after, added } of GROWTHS) {
    const text = readFileSync(join(root, file), "utf8");
    expect(text.split(after), `${file} names its members`).toHaveLength(2);
    writeFileSync(
      join(root, file),
      text.replace(after, () => after + added),
    );
  }
  const outcomes = await Promise.all(PROJECTS.map(async (project) => await typecheckProject(root, project)));
  complaints = [...new Set(outcomes.flatMap(({ output }) => output.split(/\n(?=\S)/)))].filter((text) =>
    /^(core|renderer|electron)\/\S+: error/.test(text),
  );
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const placeOf = (complaint: string): string => complaint.slice(0, complaint.indexOf("("));

describe("a member that is added to a union is asked for wherever it has to be known", () => {
  it.each(GROWTHS)("$axis", ({ axis, places }) => {
    const found = complaints.filter((text) => text.includes(`planted-${axis}`)).map(placeOf);
    expect([...new Set(found)].toSorted()).toEqual(places);
  });

  it("and nowhere else", () => {
    const places = GROWTHS.flatMap((growth) => growth.places);
    expect(complaints.filter((text) => !places.includes(placeOf(text)))).toEqual([]);
  });
});
