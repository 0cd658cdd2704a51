import type { ImportFormat } from "#core/domain/dataset.ts";
import { csv } from "./csv.ts";
import { evalset } from "./evalset.ts";
import type { Format } from "./format.ts";
import { jsonl } from "./jsonl.ts";
import { promptfoo } from "./promptfoo.ts";

export const FORMATS: Readonly<Record<ImportFormat, Format>> = { evalset, jsonl, promptfoo, csv };
