import { expect, it } from "vitest";
import { usualSettings } from "#core/domain/optimizers/table.ts";
import { changeOf, toOptimizerDraft } from "#renderer/features/settings/optimizer-draft.ts";

const document = {
  session: { optimizer: { ...usualSettings("reflection"), minibatch: 12 } } as never,
  optimizerWritten: ["minibatch"],
};

it("only what workspace.yaml sets is filled in, and only what was changed is saved", () => {
  const saved = toOptimizerDraft(document);
  expect(Object.entries(saved.settings).filter(([, text]) => text !== "")).toEqual([["minibatch", "12"]]);
  expect(changeOf(saved, saved)).toBe(null);
  const draft = { ...saved, settings: { ...saved.settings, minibatch: "", temperature: "0.2" } };
  expect(changeOf(saved, draft)).toEqual({
    type: "reflection",
    settings: { minibatch: null, temperature: 0.2 },
  });
});
