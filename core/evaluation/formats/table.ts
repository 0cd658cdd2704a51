import type { ImportFormat } from "#core/domain/dataset.ts";
import { csv } from "./csv.ts";
import { evalset } from "./evalset.ts";
import type { Format } from "./format.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { parquet } from "./parquet.ts";
import { promptfoo } from "./promptfoo.ts";
import { yaml } from "./yaml.ts";

export const FORMATS: Readonly<Record<ImportFormat, Format>> = {
  parquet,
  evalset,
  jsonl,
  json,
  promptfoo,
  yaml,
  csv,
};
