import { isJsonObject } from "#core/base/json.ts";
import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { splitLines, type Line } from "./lines.ts";
import { whyNotJson, type Row } from "./row.ts";
import { readChunks } from "./source.ts";

export const jsonl: Format = {
  read: async (source, scorer = { type: "exact" }) =>
    Promise.resolve({ scorer, rows: readJsonl(splitLines(readChunks(source))) }),
  chooseFields,
};

/** One JSON object a line; blank lines are nothing. A line that is not one is reported in its place. */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const line of lines) {
    if ("reason" in line) yield line;
    else if (line.text.trim() !== "") yield toRow(line.line, line.text);
  }
}

function toRow(line: number, text: string): Row {
  try {
    const record: unknown = JSON.parse(text);
    if (!isJsonObject(record)) return { line, reason: "the line is JSON, but not an object" };
    const fault = whyNotJson(record);
    return fault === null ? { line, record } : { line, reason: fault };
  } catch {
    return { line, reason: "the line is not valid JSON" };
  }
}
