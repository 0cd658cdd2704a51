import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { AppError } from "#core/base/app-error.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { diffStates } from "#core/domain/state.ts";
import { commitView } from "#core/resources/commit.ts";
import { applyEdits, type Edit } from "#core/resources/edits.ts";
import { rollback } from "#core/resources/rollback.ts";
import { undo } from "#core/resources/undo.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { verifyStore } from "#core/store/verify.ts";
import { toolContent } from "#test/support/contents.ts";
import { eachRegistry } from "#test/support/each-registry.ts";
import { ADA, countWords, setCode, setRules } from "#test/support/house-edits.ts";
import { codeOf } from "#test/support/registry.ts";

const SEEDS = [1, 2, 3, 4];
const STEPS = 25;
const registry = eachRegistry();

function commitTo(store: WorkspaceStore, at: number, ...edits: readonly Edit[]): void {
  const base = store.headBranch.commit();
  const view = applyEdits(viewAtCommit(store, base), edits, {
    store,
    author: "person",
    at,
    countTokens: countWords,
  });
  const operation = { kind: "edit", label: String(at) } as const;
  commitView(store, view, { branch: MAIN_BRANCH, base, author: ADA, message: String(at), at, operation });
}

/** Everything that is asked of a head: entries, contents, labels, who depends on whom. */
function lookAt(store: WorkspaceStore): unknown {
  const head = store.headBranch.commit();
  const view = viewAtCommit(store, head);
  return view.list().map((key) => ({
    ...view.get(key),
    label: store.commits.labelAt(head, key),
    dependents: view.dependents(key),
    entry: store.states.entry(store.commits.get(head).state, key),
  }));
}

/** What a store says that knows nothing yet, and so has read it all. */
function lookFresh(path: string): unknown {
  const fresh = openStore(path, { readOnly: true });
  try {
    return lookAt(fresh);
  } finally {
    fresh.close();
  }
}

describe("[V13] what is known in memory is what stands on the disk", () => {
  it.each(SEEDS)(
    "after any sequence of commits, failures, undo, rollback and commits of another (seed %i)",
    (seed) => {
      const { store, path, first } = registry();
      const other = openStore(path, { readOnly: false });
      const random = keyedRandom("memory", seed);
      const toolNamed = (at: number): Edit => ({
        type: "register",
        resource: `tool/extra-${at}`,
        content: toolContent({ code: `// ${at}` }),
      });
      const steps: ReadonlyArray<(at: number) => unknown> = [
        (at) => commitTo(store, at, setRules(`Rules ${at}.`)),
        (at) => commitTo(store, at, setCode(String(at)), toolNamed(at)),
        (at) => commitTo(other, at, setRules(`Other ${at}.`), toolNamed(at)),
        (at) => undo(store, MAIN_BRANCH, { author: ADA, at }),
        (at) => undo(other, MAIN_BRANCH, { author: ADA, at }),
        (at) =>
          rollback(
            store,
            { branch: MAIN_BRANCH, commit: random.pick(store.commits.ids()) },
            { author: ADA, at },
          ),
        (at) =>
          rollback(
            store,
            { branch: MAIN_BRANCH, commit: first.id, resource: "prompt/clerk" },
            { author: ADA, at },
          ),
        (at) =>
          store.durable(() => {
            commitTo(store, at, setRules(`Never ${at}.`), toolNamed(at));
            lookAt(store);
            throw new AppError("cancelled", "after the commit");
          }),
        (at) =>
          store.durable(() => {
            expect(() =>
              store.durable(() => {
                commitTo(store, at, setCode(`never ${at}`));
                throw new AppError("cancelled", "inside");
              }),
            ).toThrow("inside");
            commitTo(store, at, setCode(`after all ${at}`));
          }),
      ];
      for (let at = 1; at <= STEPS; at += 1) {
        codeOf(() => random.pick(steps)(at));
        const fresh = lookFresh(path);
        expect(lookAt(store), `step ${at}`).toEqual(fresh);
        expect(lookAt(other), `step ${at}, the other`).toEqual(fresh);
      }
      expect(verifyStore(store)).toMatchObject({ ok: true });
      other.close();
    },
    120_000,
  );

  it("what a commit that failed would have stored can be committed afterwards", () => {
    const { store, path } = registry();
    const late = registry().apply("person", setCode("twice"));
    const request = {
      branch: MAIN_BRANCH,
      base: store.headBranch.commit(),
      author: ADA,
      message: "Twice",
      at: 5,
      operation: { kind: "edit", label: "Twice" },
    } as const;
    const failing = (): unknown =>
      store.durable(() => {
        commitView(store, late, request);
        throw new AppError("cancelled", "no");
      });
    expect(codeOf(failing)).toBe("cancelled");
    commitView(store, late, request);
    expect(lookFresh(path)).toEqual(lookAt(store));
    expect(verifyStore(store)).toMatchObject({ ok: true });
  });

  it("[R11] what waits for a transaction is known at once and stored with the next", () => {
    const { store, path } = registry();
    const { version } = registry().apply("person", setCode("waits")).get("tool/adder");
    const isStored = (): boolean => {
      const fresh = openStore(path, { readOnly: true });
      try {
        return fresh.versions.has(version);
      } finally {
        fresh.close();
      }
    };
    expect([store.versions.has(version), isStored()]).toEqual([true, false]);
    store.atomic(() => undefined);
    expect([store.versions.has(version), isStored()]).toEqual([true, true]);
  });
});

describe("[V13] states that were made of each other", () => {
  it("differ in what they differ in when compared whole, and name the same dependents", () => {
    const { store } = registry();
    const random = keyedRandom("views", 1);
    const views: ResourceView[] = [registry().view()];
    const context = { store, author: "person", at: 1, countTokens: countWords } as const;
    for (let at = 0; at < 30; at += 1) {
      const edit = random.pick<Edit>([
        setRules(`Rules ${at}.`),
        setCode(String(at)),
        { type: "register", resource: `tool/more-${at}`, content: toolContent() },
      ]);
      views.push(applyEdits(random.pick(views), [edit], context));
    }
    for (let at = 0; at < 200; at += 1) {
      const [one, two] = [random.pick(views), random.pick(views)];
      expect(diffStates(one.state, two.state)).toEqual(diffStates(new Map(one.state), new Map(two.state)));
      const key = random.pick(two.list());
      expect(two.dependents(key)).toEqual(dependentsByLooking(two, key));
    }
  });
});

function dependentsByLooking(view: ResourceView, key: ResourceKey): readonly ResourceKey[] {
  return view
    .list()
    .filter((other) => view.get(other).lifecycle !== "archived")
    .filter((other) => dependenciesOf(view.get(other).resource).includes(key))
    .toSorted();
}
