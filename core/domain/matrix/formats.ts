import { matrixToCsv } from "./to-csv.ts";
import { matrixToHtml } from "./to-html.ts";
import type { MatrixDocument } from "./matrix.ts";

/** How a matrix leaves the program. */
export const MATRIX_FORMATS = ["csv", "json", "html"] as const;
export type MatrixFormat = (typeof MATRIX_FORMATS)[number];

const WRITERS: Readonly<Record<MatrixFormat, (matrix: MatrixDocument) => string>> = {
  csv: matrixToCsv,
  json: (matrix) => `${JSON.stringify(matrix, null, 2)}\n`,
  html: matrixToHtml,
};

/** The matrix as the text of a file. */
export function writeMatrix(matrix: MatrixDocument, format: MatrixFormat): string {
  return WRITERS[format](matrix);
}
