import { expect, it } from "vitest";
import { IMPORT_FORMATS, type ImportFormat } from "#core/domain/dataset.ts";
import { recogniseFormat } from "#core/domain/import-format.ts";
import { AppError } from "#core/base/app-error.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { collect } from "./collect.ts";

/** The same question in each format. */
const SAMPLES: Readonly<Record<ImportFormat, string>> = {
  evalset:
    '{"eval_set_id": "s", "eval_cases": [{"eval_id": "a", "conversation": [{"user_content": {"parts": [{"text": "1+1"}]}, "final_response": {"parts": [{"text": "2"}]}}]}]}',
  jsonl: '{"question": "1+1", "answer": "2"}\n',
  promptfoo: "tests:\n  - vars: { question: 1+1 }\n    assert: [{ type: equals, value: '2' }]\n",
  csv: "question,answer\n1+1,2\n",
};

/** Records that a format's reader finds in a text; none where it refuses it. */
async function recordsIn(text: string, format: ImportFormat): Promise<readonly unknown[]> {
  try {
    const { rows } = await FORMATS[format].read({ text }, undefined);
    return (await collect(rows)).flatMap((row) => ("record" in row ? [row.record] : []));
  } catch (error) {
    if (error instanceof AppError && error.code === "dataset-invalid") return [];
    throw error;
  }
}

it.each(IMPORT_FORMATS)(
  "[C22] %s is told by how it begins, and read by its own reader alone",
  async (format) => {
    const text = SAMPLES[format];
    expect(recogniseFormat({ name: "", text })).toBe(format);
    const own = await recordsIn(text, format);
    expect(own).toHaveLength(1);
    for (const other of IMPORT_FORMATS.filter((each) => each !== format))
      expect(await recordsIn(text, other)).not.toEqual(own);
  },
);
