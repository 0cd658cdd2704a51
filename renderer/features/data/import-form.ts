import type { ImportFormat, Scorer, Split } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, recogniseFormat } from "#core/domain/import-format.ts";

/** What a person chose on the import screen; "" and [] leave it to the host to guess, or leave it out. */
export type ImportForm = {
  /** Null where neither name nor beginning told it, until somebody says it. */
  readonly format: ImportFormat | null;
  readonly input: readonly string[];
  readonly answer: string;
  readonly answerPattern: string;
  readonly group: string;
  readonly className: string;
  readonly initialState: string;
  readonly scorer: Scorer;
  readonly name: string;
  readonly split: Split | "divide";
};

export type ImportSource = { readonly name: string; readonly text: string };

/** Characters of a source that a preview reads: enough for the first rows, little enough to send at each change. */
const PREVIEW_CHARACTERS = 200_000;

export function createForm(source: ImportSource): ImportForm {
  return {
    format: recogniseFormat(source),
    input: [],
    answer: "",
    answerPattern: "",
    group: "",
    className: "",
    initialState: "",
    scorer: { type: "exact" },
    name: suggestName(source.name),
    split: "divide",
  };
}

/** The reading part, as `data.preview` and `data.import` take it. */
export function toReading(form: ImportForm) {
  const { format, input, answer, answerPattern, group, className, initialState, scorer } = form;
  const isSelfTold = tellsAnswers(form);
  return {
    ...(format === null ? {} : { format }),
    ...(input.length === 0 ? {} : { input: [...input] }),
    ...(answer === "" || isSelfTold ? {} : { answer }),
    ...(answerPattern === "" || isSelfTold ? {} : { answerPattern }),
    ...(isSelfTold ? {} : { scorer }),
    ...(group === "" ? {} : { group }),
    ...(className === "" ? {} : { className }),
    ...(initialState === "" ? {} : { initialState }),
  };
}

/** Whether the file itself says what is expected and how it is scored, so that neither is chosen. */
export function tellsAnswers({ format }: Pick<ImportForm, "format">): boolean {
  return format !== null && FORMAT_FACTS[format].tellsAnswers;
}

/** The beginning of a source in whole lines, where its format can be read by lines. */
export function previewText(text: string, format: ImportFormat | undefined): string {
  if (format === undefined || FORMAT_FACTS[format].isReadWhole || text.length <= PREVIEW_CHARACTERS)
    return text;
  return text.slice(0, text.lastIndexOf("\n", PREVIEW_CHARACTERS));
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
