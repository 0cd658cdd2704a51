import { describe, expect, it } from "vitest";
import { IMPORT_FORMATS, type ImportFormat } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, recogniseFormat } from "#core/domain/import-format.ts";

const RECOGNISED: ReadonlyArray<readonly [name: string, text: string, expected: ImportFormat | null]> = [
  ["items.jsonl", "", "jsonl"],
  ["items.CSV", "", "csv"],
  ["evals.yaml", "prompts: [x]\ntests: []", "promptfoo"],
  ["items.yaml", "- question: x\n  answer: y\n", "yaml"],
  ["items.yml", "# Ours\nitems:\n  - question: x\n", "yaml"],
  ["items.yaml", "", "yaml"],
  ["", "---\n- question: x\n", "yaml"],
  ["items.json", "[]", "json"],
  ["items.json", '{"a":1}', "json"],
  ["", '[\n  {"a": 1}\n]', "json"],
  ["items", "PAR1\u0015\u0004", "parquet"],
  ["items.tab", "", "csv"],
  ["notes.txt", "question|answer\nx|y", "csv"],
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

  it("[S31] an ending that several formats have is told by the text, and none is without one", () => {
    for (const format of IMPORT_FORMATS)
      for (const ending of FORMAT_FACTS[format].endings)
        expect(recogniseFormat({ name: `A${ending.toUpperCase()}`, text: "" })).not.toBeNull();
  });
});
