import { expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { contentAs } from "#core/domain/content/content.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { draftedContent } from "#renderer/features/resources/run/drafted-content.ts";
import { startingContent } from "#renderer/features/resources/form/starting-content.ts";

const content = { ...startingContent("prompt", null), description: "Asks." };
const draft = (fields: JsonObject): readonly AskedEdit[] => [
  { type: "update", resource: "prompt/clerk", content: { ...content, ...fields } },
];

it("a run's form asks by the draft, and by what is stored while the draft is none of its kind", () => {
  const asked = (edits: readonly AskedEdit[]): string =>
    draftedContent(edits, { kind: "prompt", name: "clerk", content: contentAs("prompt", content) })
      .description;
  const sound = draft({ description: "Asks twice." });
  const broken = draft({ description: "Asks twice.", inputSchema: null });
  expect([asked(sound), asked(broken), asked([])]).toEqual(["Asks twice.", "Asks.", "Asks."]);
});
