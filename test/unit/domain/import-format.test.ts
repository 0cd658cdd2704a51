import { describe, expect, it } from "vitest";
import { IMPORT_FORMATS, type ImportFormat } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, formatByName, recogniseFormat } from "#core/domain/import-format.ts";

const RECOGNISED: ReadonlyArray<readonly [name: string, text: string, expected: ImportFormat | null]> = [
  ["items.jsonl", "", "jsonl"],
  ["items.CSV", "", "csv"],
  ["evals.yaml", "", "promptfoo"],
  ["", '{"question":"q"}', "jsonl"],
  ["", "question,answer\nq,a", "csv"],
  ["", "question\tanswer", "csv"],
  ["", "description: x\ntests:\n  - vars: {}", "promptfoo"],
  ["", "description: one, two\ntests: []", "promptfoo"],
  ["", "- vars: {}\n  assert: []", "promptfoo"],
  ["notes.txt", '  {"a":1}', "jsonl"],
  ["weather.evalset.json", "", "evalset"],
  ["weather.jsonl", '{\n "eval_set_id": "s"', "evalset"],
  ["", '{"version": "2.0", "data": [{"title": "t", "paragraphs": [', "evalset"],
  ["", '[{"query": "q", "expected_tool_use": []', "evalset"],
  ["config.json", '{"prompts": ["{{q}}"], "tests": []}', "promptfoo"],
  ["notes.txt", "a word\nand, only later, a comma", null],
  ["", "", null],
];

describe("the format of a source", () => {
  it.each(RECOGNISED)("%s %j is %s", (name, text, expected) => {
    expect(recogniseFormat({ name, text })).toBe(expected);
  });

  it("[C22] no ending stands for two formats", () => {
    const endings = IMPORT_FORMATS.flatMap((format) => FORMAT_FACTS[format].endings);
    expect(endings).toEqual([...new Set(endings)]);
    expect(endings.map((ending) => formatByName(`A${ending.toUpperCase()}`))).not.toContain(null);
  });
});
