import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import { eachRecord, type Shape } from "./shape.ts";

type Choice = { readonly label: string; readonly text: string };

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MAX_CHOICES = LETTERS.length;

const QUESTIONS = ["question", "question_stem", "ctx", "goal", "problem", "input", "prompt"];
const LISTS = ["choices", "options", "endings", "answers"];
const ANSWERS = [
  "answer_index",
  "answerKey",
  "answer",
  "label",
  "answer_idx",
  "correct_answer",
  "correct",
  "gold",
  "target",
];

function questionOf(record: JsonObject): string | null {
  const name = QUESTIONS.find((each) => typeof record[each] === "string" || isJsonObject(record[each]));
  const value = name === undefined ? null : (record[name] ?? null);
  const text = isJsonObject(value) ? value["stem"] : value;
  return typeof text === "string" ? text : null;
}

/** The choices with what they are called: their own labels where they have some, else letters. */
function choicesOf(record: JsonObject): readonly Choice[] | null {
  const name = LISTS.find((each) => Array.isArray(record[each]) || isJsonObject(record[each]));
  const value = name === undefined ? lettered(record) : (record[name] ?? null);
  const choices = Array.isArray(value) ? fromList(value as readonly Json[]) : fromObject(value);
  return choices === null || choices.length < 2 || choices.length > MAX_CHOICES ? null : choices;
}

function fromList(values: readonly Json[]): readonly Choice[] | null {
  const choices = values.map((value, at): Choice | null => {
    const letter = LETTERS[at] ?? "";
    if (typeof value === "string") return { label: letter, text: value };
    if (!isJsonObject(value) || typeof value["text"] !== "string") return null;
    return { label: typeof value["label"] === "string" ? value["label"] : letter, text: value["text"] };
  });
  return choices.every((choice) => choice !== null) ? choices : null;
}

/** {"text": […], "label": […]}, or {"A": "…", "B": "…"}. */
function fromObject(value: Json): readonly Choice[] | null {
  if (!isJsonObject(value)) return null;
  const { text, label } = value;
  if (Array.isArray(text) && Array.isArray(label))
    return fromList(
      (text as readonly Json[]).map((each, at) => ({
        text: each,
        label: (label as readonly Json[])[at] ?? null,
      })),
    );
  const entries = Object.entries(value);
  if (!entries.every(([name, each]) => /^[A-Za-z]$/.test(name) && typeof each === "string")) return null;
  return entries.map(([name, each]) => ({ label: name, text: asText(each) }));
}

/** Columns called A, B, C …, as tables have them. */
function lettered(record: JsonObject): Json {
  const letters = LETTERS.split("").filter(
    (letter) => typeof record[letter] === "string" && record[letter] !== "",
  );
  return Object.fromEntries(letters.map((letter) => [letter, record[letter] ?? null]));
}

/** By its label, its place from 0, or its own text. */
function findAnswer(record: JsonObject, choices: readonly Choice[]): Choice | null {
  for (const name of ANSWERS) {
    const value = record[name];
    if (typeof value !== "string" && typeof value !== "number") continue;
    const written = String(value).trim();
    const byLabel = choices.find(({ label }) => label.toLowerCase() === written.toLowerCase());
    const byPlace = /^\d{1,2}$/.test(written) ? choices[Number(written)] : undefined;
    const found = byLabel ?? byPlace ?? choices.find(({ text }) => text === written);
    if (found !== undefined) return found;
  }
  return null;
}

const isChoice = (record: JsonObject): boolean =>
  questionOf(record) !== null &&
  choicesOf(record) !== null &&
  ANSWERS.some((name) => typeof record[name] === "string" || typeof record[name] === "number");

/** MMLU, ARC, HellaSwag and their like: a question with choices, and which of them is right. */
export const multipleChoice: Shape = {
  note: "Its records are questions with choices, which stand below the question with a letter each: the letter of the right one or its text is the answer.",
  recognises: (record) => isChoice(record),
  read: eachRecord(isChoice, (record) => {
    const choices = choicesOf(record) ?? [];
    const answer = findAnswer(record, choices);
    if (answer === null) return err("which of its choices is right cannot be told");
    const lines = choices.map(({ label, text }) => `${label}) ${text}`);
    const { id, subject, category } = record;
    return ok({
      ...(id === undefined ? {} : { id }),
      ...(subject === undefined ? {} : { subject }),
      ...(category === undefined ? {} : { category }),
      input: [questionOf(record) ?? "", lines.join("\n")].join("\n\n"),
      expected: [answer.label, answer.text],
    });
  }),
};
