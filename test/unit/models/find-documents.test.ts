import { describe, expect, it } from "vitest";
import { isJsonObject } from "#core/base/json.ts";
import { findDocuments } from "#core/models/find-documents.ts";

const DOCUMENT = { sum: 4, note: 'a } "b" ```' };
const JSON_TEXT = JSON.stringify(DOCUMENT);

const FOUND: readonly (readonly [title: string, text: string])[] = [
  ["alone", `  ${JSON_TEXT}\n`],
  ["in a fence", `\`\`\`json\n${JSON.stringify(DOCUMENT, null, 2).replace("```", "")}\n\`\`\``],
  ["in a fence without a language, between words", "Sure!\n```\n" + '{"sum": 4}' + "\n```\nAnything else?"],
  ["between words", `The answer is ${JSON_TEXT}, as asked [1].`],
  ["behind a thought that holds a draft", `<think>Perhaps {"sum": 3}?</think>\n${JSON_TEXT}`],
  ["behind a thought that only ends", `Perhaps {"sum": 3}?\n</think>\n\n${JSON_TEXT}`],
  ["behind a draft", `First {"sum": 3}. No, rather: ${JSON_TEXT}`],
  ["with a comma behind its last member", '{"sum": 4, "list": [1, 2,], }'],
];

describe("[M35] JSON in what a model wrote", () => {
  it.each(FOUND)("is found %s", (_title, text) => {
    const sums = findDocuments(text).filter((found) => isJsonObject(found) && "sum" in found);
    expect(sums[0]).toMatchObject({ sum: 4 });
  });

  it("is all of a text that is a document, whatever documents are in its strings", () => {
    const text = JSON.stringify({ code: 'return {"sum": 5}' });
    expect(findDocuments(text)).toEqual([JSON.parse(text)]);
  });

  it("is none where a document is broken: no part of it is taken", () => {
    expect(findDocuments('{"outer": {"sum": 4} "broken"}')).toEqual([]);
    expect(findDocuments("Four.")).toEqual([]);
  });

  it("takes no longer for a million braces than for a long answer", () => {
    expect(findDocuments("{".repeat(1_000_000))).toEqual([]);
  });
});
