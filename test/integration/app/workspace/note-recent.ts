import { openRecent } from "#core/app/workspace/recent.ts";

/** Notes folders in a list, one after the other: `note-recent.ts LIST FOLDER…`. */
const [file = "", ...folders] = process.argv.slice(2);
const recent = openRecent(file, (error) => {
  throw error;
});
for (const folder of folders) recent.note(folder);
