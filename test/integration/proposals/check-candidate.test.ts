import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ResourceContent } from "#core/domain/content/content.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { checkCandidate } from "#core/proposals/check-candidate.ts";
import { createView, type ResourceView } from "#core/resources/view.ts";
import { promptContent, promptWith } from "#test/support/contents.ts";
import { countWords } from "#test/support/house-edits.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

const PROMPT: ResourceKey = "prompt/clerk";
const NOTHING_KEPT = { find: () => null };

let registry: Registry;
beforeEach(() => {
  registry = openRegistry();
});
afterEach(() => {
  registry.close();
});

/** The head with another prompt in its place, whatever way it came there. */
function viewWith(content: unknown): ResourceView {
  const { store, view } = registry;
  const head = view();
  const found = head.get(PROMPT);
  const resource = { kind: "prompt", content } as ResourceContent;
  const version = store.durable(() => store.versions.put(PROMPT, resource, 1));
  return createView(store, new Map([...head.state, [PROMPT, { lifecycle: found.lifecycle, version }]]));
}

const failedOf = async (after: ResourceView): Promise<readonly string[]> => {
  const checks = await checkCandidate(registry.view(), after, {
    build: async () => [],
    holdOut: NOTHING_KEPT,
    countTokens: countWords,
  });
  return checks.filter(({ holds }) => !holds).map(({ id }) => id);
};

describe("[P4] the safety checks of a candidate", () => {
  const kept = "locked text, placeholders and limits kept";
  it.each([
    ["a change of what is free", promptWith("House rules: be kind. Never invent."), []],
    ["a locked text gone", promptWith("House rules: be kind."), [kept]],
    ["the locked texts in another order", promptWith("Never invent. House rules: be kind."), [kept]],
    ["more words than the limit", promptWith(`House rules: ${"be kind ".repeat(40)} Never invent.`), [kept]],
    [
      "a credential",
      promptWith("House rules: use sk-proj-abcdefghijklmnopqrstuvwx1234567890ABCDEFGH. Never invent."),
      [kept],
    ],
    ["a lock lifted together with its text", promptContent({ ...promptWith("Be kind."), mask: [] }), [kept]],
  ])("%s", async (_what, content, failed) => {
    expect(await failedOf(viewWith(content))).toEqual(failed);
  });
});
