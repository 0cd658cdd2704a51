import { chooseFields } from "./fields.ts";
import type { Format } from "./format.ts";
import { readWhole } from "./read-whole.ts";
import { readYamlRecords } from "./yaml/read-records.ts";

/** A list of maps in YAML, bare or under a name. */
export const yaml: Format = {
  read: async (source, scorer = { type: "exact" }, said = {}) => {
    const { text, notes } = await readWhole(source, said);
    const records = readYamlRecords(text);
    return { scorer, rows: records.rows, notes: [...notes, ...records.notes] };
  },
  chooseFields,
};
