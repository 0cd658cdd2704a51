import { describe, expect, it } from "vitest";
import { CAME_BY, type HistorySkeleton } from "#core/domain/history-skeleton.ts";
import { buildLineage, type LineageSources } from "#renderer/features/lineage/build-lineage.ts";
import { findNeighbour, type Direction } from "#renderer/features/lineage/find-neighbour.ts";
import { toLineage } from "#renderer/features/lineage/lineage.ts";
import type { LineageNode } from "#renderer/features/lineage/lineage-node.ts";

type Proposal = LineageSources["proposals"][number];

const AT = "2026-03-06T12:00:00.000Z";

type Made = { readonly on?: number; readonly mark?: number; readonly source?: number };

/** Commits a, b, c …, each on top of the one before unless it says otherwise. */
function skeleton(...commits: readonly Made[]): HistorySkeleton {
  return {
    ids: commits.map((_, at) => String.fromCharCode(97 + at)),
    parents: Int32Array.from(commits, ({ on }, at) => on ?? at - 1),
    merges: Int32Array.of(),
    sources: Int32Array.from(commits, ({ source }, at) => source ?? at),
    marks: Uint8Array.from(commits, ({ mark }) => mark ?? 0),
  };
}

function proposal(
  id: string,
  base: string,
  status: Proposal["status"],
  verdict: Proposal["verdict"] = null,
): Proposal {
  const author = { kind: "optimizer", name: "reflection" } as const;
  const rest = {
    effect: null,
    interval: null,
    measure: null,
    n: null,
    fixed: null,
    broken: null,
    up: null,
    down: null,
    resources: [],
    createdAt: AT,
    session: "1",
    branch: "main",
    iteration: 1,
    isStale: false,
    obstacle: null,
    isInformed: false,
    spend: null,
  };
  return { id, base, status, verdict, summary: `try ${id}`, author, ...rest };
}

/** a ← b (a proposal) ← c. */
const COMMITS: readonly Made[] = [{}, { mark: CAME_BY.proposal }, {}];

function build(change: Partial<LineageSources> = {}): readonly LineageNode[] {
  return buildLineage({
    skeleton: skeleton(...COMMITS),
    proposals: [],
    outcomes: new Map(),
    tags: [],
    showsRejected: true,
    unfolded: new Set(),
    ...change,
  });
}

const roles = (nodes: readonly LineageNode[]): string =>
  nodes.map(({ id, role }) => `${id}:${role}`).join(" ");

describe("the history as nodes", () => {
  it("[V20] a version has the tags that are at it, and no other", () => {
    const tag = (name: string, commit: string) => ({ name, commit, moved: null });
    const nodes = build({ tags: [tag("prod", "b"), tag("eu", "b"), tag("lost", "gone")] });
    expect(nodes.map((node) => (node.kind === "commit" ? node.tags : []))).toEqual([[], ["prod", "eu"], []]);
  });

  it("parents first: the first version, an accepted proposal, an edit by hand", () => {
    expect(roles(build())).toBe("a:seed b:approved c:edit");
  });

  it("[L7] candidates hang on their base by what became of them; approved ones are commits already", () => {
    const proposals = [
      proposal("1", "a", "approved", "accept"),
      proposal("2", "a", "rejected", "reject"),
      proposal("3", "b", "assessing"),
      proposal("4", "c", "waiting", "accept"),
      proposal("5", "c", "waiting", "reject"),
      proposal("6", "gone", "rejected", "reject"),
      proposal("7", "c", "sent-back"),
      proposal("8", "c", "superseded"),
      proposal("9", "c", "refused"),
    ];
    expect(roles(build({ proposals }))).toBe(
      "a:seed p-2:rejected b:approved p-3:assessing c:edit p-4:waiting p-5:waiting f-c:rejected",
    );
    expect(roles(build({ proposals, showsRejected: false }))).toBe(
      "a:seed b:approved p-3:assessing c:edit p-4:waiting p-5:waiting",
    );
  });

  it("[L7] each way in which one ended keeps its name when they are unfolded", () => {
    const ended = ["rejected", "sent-back", "superseded", "refused", "failed"] as const;
    const proposals = ended.map((status, at) => proposal(`${at}`, "c", status));
    expect(roles(build({ proposals, unfolded: new Set(["c"]) }))).toBe(
      "a:seed b:approved c:edit p-0:rejected p-1:sent-back p-2:superseded p-3:refused p-4:failed",
    );
  });

  it("from three turned-down candidates on one commit they are one node, until they are unfolded", () => {
    const proposals = ["2", "3", "4"].map((id) => proposal(id, "a", "rejected", "undecided"));
    expect(roles(build({ proposals }))).toBe("a:seed f-a:rejected b:approved c:edit");
    expect(roles(build({ proposals, unfolded: new Set(["a"]) }))).toBe(
      "a:seed p-2:rejected p-3:rejected p-4:rejected b:approved c:edit",
    );
  });

  it("a restoring is one, and what it took out of force is marked", () => {
    const nodes = build({ skeleton: skeleton(...COMMITS, { mark: CAME_BY.goingBack, source: 0 }) });
    expect(roles(nodes)).toBe("a:seed b:approved c:edit d:restored");
    expect(nodes.filter((node) => node.kind === "commit" && node.isRolledBack).map(({ id }) => id)).toEqual([
      "b",
      "c",
    ]);
  });

  it("[L6] the best is the newest of the highest on the same items, and nothing is best where one alone was measured", () => {
    const outcome = (accuracy: number, system: string, n: number) =>
      ({ system, accuracy, interval: [0, 1], n, items: `of ${n}`, by: "session", measuredAt: null }) as const;
    const best = (
      entries: ReadonlyArray<readonly [id: string, accuracy: number, system?: string, n?: number]>,
    ): readonly string[] =>
      build({
        outcomes: new Map(
          entries.map(([id, accuracy, system = id, n = 100]) => [id, outcome(accuracy, system, n)]),
        ),
      })
        .filter((node) => node.kind === "commit" && node.isBest)
        .map(({ id }) => id);
    expect([
      best([
        ["a", 0.3],
        ["b", 0.5],
        ["c", 0.5],
      ]),
      // Edits an agent that was not measured.
      best([
        ["a", 0.3],
        ["b", 0.5],
        ["c", 0.5, "b"],
      ]),
      best([
        ["a", 0.3],
        ["b", 0.5],
        ["c", 0.4],
      ]),
      best([["a", 0.3]]),
      // On other items than the others: higher, and no better for it.
      best([
        ["a", 0.3],
        ["b", 0.25],
        ["c", 0.5, "c", 31],
      ]),
      best([
        ["a", 0.3],
        ["b", 0.5, "b", 31],
      ]),
    ]).toEqual([["c"], ["b"], ["b"], [], ["a"], []]);
  });
});

describe("arrow keys", () => {
  const proposals = [proposal("2", "a", "rejected"), proposal("3", "b", "waiting", "accept")];
  const lineage = toLineage(build({ proposals }), skeleton(...COMMITS));
  const CASES: ReadonlyArray<readonly [from: string, direction: Direction, to: string | null]> = [
    ["b", "older", "a"],
    ["a", "older", null],
    ["a", "newer", "b"],
    ["c", "newer", null],
    ["b", "down", "p-2"],
    ["c", "down", "p-3"],
    ["p-3", "up", "c"],
    ["p-3", "older", "b"],
    ["a", "up", null],
  ];
  it.each(CASES)("from %s %s is %s", (from, direction, to) => {
    expect(findNeighbour(lineage, from, direction)).toBe(to);
  });
});
