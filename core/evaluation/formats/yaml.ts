import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { readWhole } from "./whole.ts";
import { readYamlRecords } from "./yaml/read-records.ts";

/** YAML is parsed in one piece, so a larger file would hold up everything else. */
const WHOLE = { mostBytes: 4 * 2 ** 20, hint: "Split it, or write its records as JSON lines." };

/** A list of maps in YAML, bare or under a name. */
export const yaml: Format = {
  read: async (source, scorer = { type: "exact" }, said = {}) => {
    const { text, notes } = await readWhole(source, said, WHOLE);
    const records = readYamlRecords(text);
    return { scorer, rows: records.rows, notes: [...notes, ...records.notes] };
  },
  chooseFields,
};
