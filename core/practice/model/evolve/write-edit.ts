import { CODE_EDITS, rewriteCalculator } from "./code-edits.ts";
import { editText } from "./edit-text.ts";
import type { TextEdit } from "./edit-text.ts";
import { readObjects, readVariables } from "./read-blocks.ts";
import type { Blocks } from "./read-blocks.ts";

/** The new value of one variable, judged by the hypotheses' words alone. Without a readable variable: nothing. */
export function writeEdit(blocks: Blocks, key: string): TextEdit {
  const [variable] = readVariables(blocks("variable"));
  if (variable === undefined) return { value: "", summary: "No change: there was no variable to edit." };
  const causes = readObjects(blocks("hypotheses")).flatMap(({ cause }) =>
    typeof cause === "string" ? [cause] : [],
  );
  const { value, type, tokenLimit } = variable;
  return type === "code" ? editCode(value, causes) : editText(value, causes, { key, tokenLimit });
}

function editCode(code: string, causes: readonly string[]): TextEdit {
  let value = code;
  const said: string[] = [];
  for (const edit of CODE_EDITS) {
    const cause = causes.find((each) => edit.isMeant.test(each.toLowerCase()));
    if (cause === undefined) continue;
    value = edit.apply(value) ?? rewriteCalculator(edit);
    said.push(edit.summary);
  }
  return { value, summary: said.length === 0 ? "No change." : said.join(" ") };
}
