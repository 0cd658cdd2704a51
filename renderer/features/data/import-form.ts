import type { Scorer, Split } from "#core/domain/dataset.ts";

export type ImportFormat = "jsonl" | "csv" | "promptfoo";

/** What a person chose on the import screen; "" and [] leave it to the host to guess, or leave it out. */
export type ImportForm = {
  readonly format: ImportFormat;
  readonly input: readonly string[];
  readonly answer: string;
  readonly answerPattern: string;
  readonly group: string;
  readonly className: string;
  readonly scorer: Scorer;
  readonly name: string;
  readonly split: Split | "divide";
};

export type ImportSource = { readonly name: string; readonly text: string };

/** Characters of a source that a preview reads: enough for the first rows, little enough to send at each change. */
const PREVIEW_CHARACTERS = 200_000;

export function createForm(source: ImportSource): ImportForm {
  return {
    format: guessFormat(source),
    input: [],
    answer: "",
    answerPattern: "",
    group: "",
    className: "",
    scorer: { type: "exact" },
    name: suggestName(source.name),
    split: "divide",
  };
}

/** The reading part, as `data.preview` and `data.import` take it. */
export function toReading(form: ImportForm) {
  const { format, input, answer, answerPattern, group, className, scorer } = form;
  // A promptfoo file says by itself what is expected and how it is checked.
  const isSelfTold = format === "promptfoo";
  return {
    format,
    ...(input.length === 0 ? {} : { input: [...input] }),
    ...(answer === "" || isSelfTold ? {} : { answer }),
    ...(answerPattern === "" || isSelfTold ? {} : { answerPattern }),
    ...(isSelfTold ? {} : { scorer }),
    ...(group === "" ? {} : { group }),
    ...(className === "" ? {} : { className }),
  };
}

/** The beginning of a source in whole lines; a YAML document only makes sense as a whole. */
export function previewText(text: string, format: ImportFormat): string {
  if (format === "promptfoo" || text.length <= PREVIEW_CHARACTERS) return text;
  return text.slice(0, text.lastIndexOf("\n", PREVIEW_CHARACTERS));
}

export function guessFormat({ name, text }: ImportSource): ImportFormat {
  if (/\.ya?ml$/i.test(name)) return "promptfoo";
  if (/\.(csv|tsv)$/i.test(name)) return "csv";
  if (/\.(jsonl|ndjson)$/i.test(name)) return "jsonl";
  if (/^\s*\{/.test(text)) return "jsonl";
  return /^\s*(tests|prompts|description|providers)\s*:/m.test(text.slice(0, 2000)) ? "promptfoo" : "csv";
}

/** "My Items (2).jsonl" as "my-items-2": what a dataset may be called. */
export function suggestName(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, "");
  const name = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return name === "" ? "items" : name.slice(0, 60);
}
