import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, it } from "vitest";
import { IMPORT_FORMATS, type ImportFormat } from "#core/domain/dataset.ts";
import { recogniseFormat } from "#core/domain/import-format.ts";
import { AppError } from "#core/base/app-error.ts";
import { FORMATS } from "#core/evaluation/formats/table.ts";
import { collect } from "./collect.ts";

const parquet = parquetWriteBuffer({
  columnData: [
    { name: "question", data: ["1+1"], type: "STRING" },
    { name: "answer", data: ["2"], type: "STRING" },
  ],
});

/** The same question in each format. */
const SAMPLES: Readonly<Record<ImportFormat, string | ArrayBuffer>> = {
  parquet,
  evalset:
    '{"eval_set_id": "s", "eval_cases": [{"eval_id": "a", "conversation": [{"user_content": {"parts": [{"text": "1+1"}]}, "final_response": {"parts": [{"text": "2"}]}}]}]}',
  jsonl: '{"question": "1+1", "answer": "2"}\n',
  json: '[\n  {"question": "1+1",\n "answer": "2"}\n]',
  promptfoo: "tests:\n  - vars: { question: 1+1 }\n    assert: [{ type: equals, value: '2' }]\n",
  yaml: "- question: 1+1\n  answer: '2'\n",
  csv: "question,answer\n1+1,2\n",
};

/** Records that a format's reader finds in a source; none where it refuses it. */
async function recordsIn(sample: string | ArrayBuffer, format: ImportFormat): Promise<readonly unknown[]> {
  const base64 = (typeof sample === "string" ? Buffer.from(sample) : Buffer.from(sample)).toString("base64");
  try {
    const { rows } = await FORMATS[format].read({ base64, name: "items" }, undefined);
    return (await collect(rows)).flatMap((row) => ("record" in row ? [row.record] : []));
  } catch (error) {
    if (error instanceof AppError && error.code === "dataset-invalid") return [];
    throw error;
  }
}

it.each(IMPORT_FORMATS)(
  "[C22] %s is told by how it begins, and read by its own reader alone",
  async (format) => {
    const sample = SAMPLES[format];
    const text = typeof sample === "string" ? sample : Buffer.from(sample).toString("latin1");
    expect(recogniseFormat({ name: "", text })).toBe(format);
    const own = await recordsIn(sample, format);
    expect(own).toHaveLength(1);
    // Either kind of JSON is read under the name of the other, and any list of it is YAML.
    const foreign = IMPORT_FORMATS.filter((each) => FORMATS[each] !== FORMATS[format]);
    for (const other of foreign.filter((each) => format !== "json" || each !== "yaml"))
      expect(await recordsIn(sample, other)).not.toEqual(own);
  },
);
