import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { applyEdits, openSettingsFile, type SettingsEdit } from "#core/app/workspace/settings-file.ts";

const FILE = [
  "# Ours.",
  "agent: order-clerk # the clerk",
  "",
  "session:",
  "  gate:",
  "    # Small, for a reason.",
  "    minEffect: 0.005",
  "  minibatch: 40",
  "",
].join("\n");

const edit = (path: string, value: SettingsEdit["value"]): SettingsEdit => ({ path: path.split("."), value });

const CASES: ReadonlyArray<
  readonly [title: string, text: string, edits: readonly SettingsEdit[], expected: string]
> = [
  ["nothing to do leaves every letter", FILE, [], FILE],
  [
    "a value is changed in place, comments and order kept",
    FILE,
    [edit("session.gate.minEffect", 0.01)],
    FILE.replace("0.005", "0.01"),
  ],
  [
    "a new one is added where it belongs",
    FILE,
    [edit("session.stallAfter", 5)],
    FILE.replace("40\n", "40\n  stallAfter: 5\n"),
  ],
  ["a new part is made for it", "agent: a\n", [edit("caps.maxUsd", 2)], "agent: a\ncaps:\n  maxUsd: 2\n"],
  ["an empty file gets its first part", "", [edit("caps.maxUsd", 2)], "caps:\n  maxUsd: 2\n"],
  ["a part that is written but empty is filled", "caps:\n", [edit("caps.maxUsd", 2)], "caps:\n  maxUsd: 2\n"],
  [
    "what is taken out takes its empty part with it",
    "agent: a\nsession:\n  gate:\n    alpha: 0.1\n",
    [edit("session.gate.alpha", null)],
    "agent: a\n",
  ],
  ["taking out what is not there changes nothing", FILE, [edit("caps.maxUsd", null)], FILE],
];

describe("changing workspace.yaml", () => {
  it.each(CASES)("%s", (_title, text, edits, expected) => {
    expect(applyEdits(text, edits)).toBe(expected);
  });
});

describe.skipIf(process.platform === "win32")(
  "[S10] workspace.yaml and links, which a workspace may come with",
  () => {
    function makePlaces() {
      const folder = mkdtempSync(join(tmpdir(), "settings-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const [file, victim] = [join(folder, "workspace.yaml"), join(folder, "victim")];
      writeFileSync(victim, "agent: mine\n");
      return { file, victim };
    }

    it("is not read through one", () => {
      const { file, victim } = makePlaces();
      symlinkSync(victim, file);
      expect(() => openSettingsFile(file)).toThrow(/workspace\.yaml is a link/);
    });

    it("is not written through one", () => {
      const { file, victim } = makePlaces();
      symlinkSync(victim, `${file}.new`);
      openSettingsFile(file).save([edit("agent", "solver")]);
      expect([file, victim].map((path) => readFileSync(path, "utf8"))).toEqual([
        "agent: solver\n",
        "agent: mine\n",
      ]);
    });
  },
);
