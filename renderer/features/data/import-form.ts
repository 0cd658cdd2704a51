import type { ImportFormat, Scorer, Split } from "#core/domain/dataset.ts";
import { FORMAT_FACTS } from "#core/domain/import-format.ts";
import type { Decimals } from "#core/domain/scoring/number-forms.ts";
import type { Delimiter, Encoding } from "#core/domain/table-form.ts";
import type { Preview } from "./data-queries.ts";
import { formatOfSource, nameOf, type ImportSource } from "./import-source.ts";

/** What a person chose on the import screen; "" leaves it to the host to guess, or leaves it out. */
export type ImportForm = {
  /** Null where neither name nor beginning told it, until somebody says it. */
  readonly format: ImportFormat | null;
  /** Null where the host guesses; empty where somebody said that what it guessed is none. */
  readonly input: readonly string[] | null;
  readonly answer: string | null;
  readonly answerPattern: string;
  readonly group: string;
  readonly className: string;
  readonly initialState: string;
  readonly scorer: Scorer;
  readonly decimals: Decimals | "";
  readonly encoding: Encoding | "";
  readonly delimiter: Delimiter | "";
  readonly header: "" | "yes" | "no";
  readonly name: string;
  readonly split: Split | "divide";
};

export function createForm(source: ImportSource): ImportForm {
  return {
    format: formatOfSource(source),
    ...NO_FIELDS,
    ...AS_TOLD,
    answerPattern: "",
    scorer: { type: "exact" },
    decimals: "",
    name: suggestName(nameOf(source.main.path)),
    split: "divide",
  };
}

/** No field is chosen: the names of others mean nothing. */
export const NO_FIELDS = { input: null, answer: null, group: "", className: "", initialState: "" } as const;

/** How it is written is told from its bytes. */
export const AS_TOLD = { encoding: "", delimiter: "", header: "" } as const;

/** The reading part, as `data.preview` and `data.import` take it. */
export function toReading(form: ImportForm) {
  const { format, input, answer, answerPattern, group, className, initialState, scorer } = form;
  const { decimals, encoding, delimiter, header } = form;
  const isSelfTold = tellsAnswers(form);
  return {
    ...(format === null ? {} : { format }),
    ...(input === null || input.length === 0 ? {} : { input: [...input] }),
    ...(answer === null || answer === "" || isSelfTold ? {} : { answer }),
    ...(answerPattern === "" || isSelfTold ? {} : { answerPattern }),
    ...(isSelfTold ? {} : { scorer }),
    ...(decimals === "" || !comparesNumbers(form) ? {} : { decimals }),
    ...(group === "" ? {} : { group }),
    ...(className === "" ? {} : { className }),
    ...(initialState === "" ? {} : { initialState }),
    ...(encoding === "" ? {} : { encoding }),
    ...(delimiter === "" ? {} : { delimiter }),
    ...(header === "" ? {} : { header: header === "yes" }),
  };
}

/** Whether the file itself says what is expected and how it is scored, so that neither is chosen. */
export function tellsAnswers({ format }: Pick<ImportForm, "format">): boolean {
  return format !== null && FORMAT_FACTS[format].tellsAnswers;
}

/** Whether what parts decimals matters. */
export function comparesNumbers(form: Pick<ImportForm, "format" | "scorer">): boolean {
  return form.scorer.type === "numeric" && !tellsAnswers(form);
}

/** What a column is used as. */
export const COLUMN_USES = ["none", "input", "answer", "group", "className", "initialState"] as const;
export type ColumnUse = (typeof COLUMN_USES)[number];

/** The fields that are read: those that were chosen, else those that the host told. */
export function chosenFields(form: ImportForm, preview: Preview | null) {
  return {
    input: form.input ?? preview?.input ?? [],
    answer: form.answer ?? preview?.answer ?? "",
  };
}

/** Whether it is known which fields are the input and the answer, by choice or by their names. */
export function hasFields(form: ImportForm, preview: Preview | null): boolean {
  const { input, answer } = chosenFields(form, preview);
  return tellsAnswers(form) || preview === null || (input.length > 0 && answer !== "");
}

export function columnUse(form: ImportForm, preview: Preview, column: string): ColumnUse {
  const { input, answer } = chosenFields(form, preview);
  if (input.includes(column)) return "input";
  if (answer === column) return "answer";
  return COLUMN_USES.find((use) => use !== "none" && use !== "input" && form[use] === column) ?? "none";
}

/** The form with a column used as this, and as nothing else. */
export function changeUse(
  form: ImportForm,
  { preview, column, use }: { readonly preview: Preview; readonly column: string; readonly use: ColumnUse },
): ImportForm {
  const { input, answer } = chosenFields(form, preview);
  const others = input.filter((name) => name !== column);
  const without = (name: string): string => (name === column ? "" : name);
  const freed: ImportForm = {
    ...form,
    input: others,
    answer: without(answer),
    group: without(form.group),
    className: without(form.className),
    initialState: without(form.initialState),
  };
  if (use === "none") return freed;
  return use === "input" ? { ...freed, input: [...others, column] } : { ...freed, [use]: column };
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
