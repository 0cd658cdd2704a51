import type { Row } from "#core/evaluation/formats/row.ts";
import type { Line } from "#core/evaluation/formats/text/lines.ts";
import { toJsonRow } from "./json-row.ts";

/** One JSON object a line; blank lines are nothing. A line that is not one is reported in its place. */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const line of lines) {
    if ("reason" in line) yield line;
    else if (line.text.trim() !== "") yield toJsonRow(line.line, line.text, "the line");
  }
}
