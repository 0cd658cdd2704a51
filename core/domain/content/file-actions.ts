import type { JsonObject } from "#core/base/json.ts";

const PATH: JsonObject = {
  type: "string",
  description: "A path inside the folder, such as notes/today.txt.",
};

/** What a folder of texts can be asked for, as the record of an environment has it that says nothing else. */
export const USUAL_FILE_ACTIONS: readonly JsonObject[] = [
  {
    name: "list_files",
    description: "Lists the files with their sizes.",
    inputSchema: { type: "object", properties: {} },
    effect: "read",
  },
  {
    name: "read_file",
    description: "Reads one file.",
    inputSchema: { type: "object", properties: { path: PATH }, required: ["path"] },
    effect: "read",
  },
  {
    name: "write_file",
    description: "Writes one file, replacing what it held.",
    inputSchema: {
      type: "object",
      properties: { path: PATH, text: { type: "string" } },
      required: ["path", "text"],
    },
    effect: "write",
  },
];
