import { describe, expect, it } from "vitest";
import { doorCommands } from "#renderer/shell/palette-doors.ts";
import { rankByWords } from "#renderer/shell/fuzzy.ts";

const FULL = {
  head: "c2",
  earlier: "c1",
  session: "4",
  waiting: "7",
  deferred: "6",
  unassessed: "8",
  hasOffer: true,
  agent: "order-clerk",
  resource: "agent/order-clerk" as const,
  connections: [],
};
const EMPTY = {
  head: null,
  earlier: null,
  session: null,
  waiting: null,
  deferred: null,
  unassessed: null,
  hasOffer: false,
  agent: null,
  resource: null,
  connections: null,
};

function open(leads: typeof FULL | typeof EMPTY) {
  const gone: unknown[] = [];
  const commands = doorCommands(leads, true, {
    openOverlay: (overlay) => gone.push(overlay),
    goTo: (place, command) => gone.push([place, command]),
  });
  return { commands, gone };
}

const wordsOf = ({ title, words = "" }: { readonly title: string; readonly words?: string }) =>
  `${title} ${words}`;

describe("the palette's entries", () => {
  it.each([
    ["rollback", "restore-version"],
    ["revert", "restore-version"],
    ["new session", "start-session"],
    ["session new", "start-session"],
    ["optimize", "start-session"],
    ["import data", "import-items"],
    ["csv", "import-items"],
    ["evaluate", "measure-head"],
    ["accuracy", "measure-head"],
    ["api key", "set-key"],
    ["diff", "compare-versions"],
    ["budget", "change-caps"],
    ["policy", "change-policy"],
    ["license", "licences"],
    ["integrity", "verify"],
    ["new branch", "create-branch"],
    ["accept", "approve-proposal"],
    ["ping", "try-connection"],
    ["pause", "pause-session"],
    ["logs", "find-traces"],
    ["prompts", "show-resources"],
  ])("[L27] are found by the words that people use for them: %s leads to %s", (words, id) => {
    const found = rankByWords(words, open(FULL).commands, wordsOf).map((each) => each.id);
    expect(found).toContain(id);
    expect(found.length).toBeLessThan(8);
  });

  it("[L26] lead to what they are about, and run nothing there but what only asks", () => {
    const { commands, gone } = open(FULL);
    const run = (id: string): void => commands.find((each) => each.id === id)?.run();
    for (const id of [
      "stop-session",
      "approve-proposal",
      "reject-proposal",
      "create-branch",
      "undo",
      "defer-proposal",
    ])
      run(id);
    expect(gone).toEqual([
      [["improve", ["session", "4"]], "session-stop"],
      [["improve", ["proposal", "7"]], null],
      [["improve", ["proposal", "7"]], "review-reject"],
      [["lineage", ["c2"]], "lineage-branch"],
      "undo",
      [["improve", ["proposal", "7"]], null],
    ]);
  });

  it("[L26] open what asks wherever a view has a command for it", () => {
    const { commands, gone } = open(FULL);
    const asked = ["tag-version", "measure-head", "take-resource-out", "propose-change", "add-route"];
    for (const id of [...asked, "practice"]) commands.find((each) => each.id === id)?.run();
    expect(gone).toEqual([
      [["lineage", ["c2"]], "lineage-tag"],
      [["lineage", ["c2"]], "measure"],
      [["resources", ["agent", "order-clerk"]], "resource-take-out"],
      [["resources", ["agent", "order-clerk"]], "resource-edit-whole"],
      [["settings", ["connections"]], "route-add"],
      // After the first session one practises in a workspace of its own.
      "workspace-new",
    ]);
    const first = doorCommands({ ...FULL, session: null }, true, {
      openOverlay: (overlay) => gone.push(overlay),
      goTo: (place) => gone.push(place),
    });
    first.find(({ id }) => id === "practice")?.run();
    expect(gone.at(-1)).toEqual(["home"]);
  });

  it("[L26] are listed and cannot be chosen where there is nothing that it could be done to", () => {
    const { commands } = open(EMPTY);
    const isOff = (id: string): boolean | undefined => commands.find((each) => each.id === id)?.isDisabled;
    expect(
      ["pause-session", "approve-proposal", "reopen-proposal", "create-branch", "show-offer"].map(isOff),
    ).toEqual(Array(5).fill(true));
    expect(["start-session", "import-items", "verify"].map(isOff)).toEqual([false, false, false]);
    // An empty workspace has a head, and no agent that could be measured.
    const begun = doorCommands({ ...EMPTY, head: "c1" }, true, { openOverlay: () => {}, goTo: () => {} });
    expect(begun.find(({ id }) => id === "measure-head")?.isDisabled).toBe(true);
  });
});
