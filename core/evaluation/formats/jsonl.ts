import type { Format } from "./format.ts";
import { json } from "./json.ts";

/**
 * One JSON object a line. Whoever names a file so may have written its records in a list or over several lines all the
 * same: what it holds decides, as in any file of JSON.
 */
export const jsonl: Format = json;
