import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { brokenSlotsIn, deriveInputs } from "#renderer/features/resources/form/derive-inputs.ts";
import { messagesOf, withMessages } from "#renderer/features/resources/form/prompt-messages.ts";
import { moved } from "#renderer/features/resources/form/read-content.ts";

function prompt(texts: readonly string[], inputSchema: JsonObject, mask: readonly JsonObject[] = []) {
  const sections = texts.map((text, at) => ({ name: `s${at}`, text }));
  return { description: "d", messages: [{ role: "system", sections, note: "kept" }], inputSchema, mask };
}

describe("the inputs of a prompt follow from its texts", () => {
  it("keep what was said of a slot that stays, drop one that went, and take a new one as a required text", () => {
    const schema = {
      type: "object",
      properties: { team: { type: "integer", description: "Which." }, gone: { type: "string" } },
      required: ["gone"],
      additionalProperties: false,
    };
    const derived = deriveInputs(prompt(["For {{team}}: {{ ticket }} {{ticket}}"], schema));
    expect(derived["inputSchema"]).toEqual({
      type: "object",
      properties: { team: { type: "integer", description: "Which." }, ticket: { type: "string" } },
      required: ["ticket"],
      additionalProperties: false,
    });
  });

  it("take a slot named as a field of every object for a slot like any other", () => {
    const derived = deriveInputs(prompt(["{{constructor}}"], { type: "object", properties: {} }));
    expect(derived["inputSchema"]).toEqual({
      type: "object",
      properties: { constructor: { type: "string" } },
      required: ["constructor"],
    });
  });

  it("name what looks like a slot and would never be filled in", () => {
    expect(brokenSlotsIn("{{my slot}} {{ok}} {{half} {{}} {one}")).toEqual([
      "{{my slot}}",
      "{{half}",
      "{{}}",
    ]);
  });
});

describe("what the mask says of a section goes where the section goes", () => {
  const mask = [
    { pointer: "/description", learnable: true },
    { pointer: "/messages/0/sections/0/text", learnable: true, maxTokens: 9, locked: ["a"] },
  ];

  it("when it is moved, with fields that the form does not know kept", () => {
    const content = prompt(["a", "b"], { type: "object", properties: {} }, mask);
    const [message] = messagesOf(content);
    if (message === undefined) throw new Error("no message");
    const next = withMessages(content, [{ ...message, sections: moved(message.sections, 0, 1) }]);
    expect(next["mask"]).toEqual([
      { pointer: "/description", learnable: true },
      { pointer: "/messages/0/sections/1/text", learnable: true, maxTokens: 9, locked: ["a"] },
    ]);
    expect(next["messages"]).toEqual([
      {
        role: "system",
        note: "kept",
        sections: [
          { name: "s1", text: "b" },
          { name: "s0", text: "a" },
        ],
      },
    ]);
  });

  it("and away with it", () => {
    const content = prompt(["a", "b"], { type: "object", properties: {} }, mask);
    const [message] = messagesOf(content);
    if (message === undefined) throw new Error("no message");
    const next = withMessages(content, [{ ...message, sections: message.sections.slice(1) }]);
    expect(next["mask"]).toEqual([{ pointer: "/description", learnable: true }]);
  });

  it("and unchanged messages give the content back as it was", () => {
    const content = prompt(["a", "b"], { type: "object", properties: {} }, mask);
    expect(withMessages(content, messagesOf(content))).toEqual(content);
  });
});
