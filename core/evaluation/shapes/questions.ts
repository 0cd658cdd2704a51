import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import { eachRecord, type Shape } from "./shape.ts";

const isText = (value: Json | undefined): value is string => typeof value === "string";
const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && (value as readonly Json[]).every(isText);

/** A text above another, where there is one. */
function above(context: Json | undefined, question: string): string {
  return isText(context) && context.trim() !== "" ? `${context}\n\n${question}` : question;
}

/** The texts of SQuAD's `answers`, however they are packed; null where they are none. */
function answerTexts(answers: Json | undefined): readonly string[] | null {
  if (isJsonObject(answers))
    return Array.isArray(answers["text"]) ? (answers["text"] as readonly string[]) : null;
  if (!Array.isArray(answers)) return null;
  const texts = (answers as readonly Json[]).map((one) => (isJsonObject(one) ? (one["text"] ?? null) : one));
  return texts.every(isText) ? texts : null;
}

const isSquad = ({ question, answers }: JsonObject): boolean =>
  isText(question) && answerTexts(answers) !== null;

/** SQuAD and its like: a question about a passage, and several answers of which each is right. */
export const passages: Shape = {
  note: "Its records are questions with accepted answers: a passage stands above its question, and any of the answers is right.",
  recognises: (record) => isSquad(record),
  read: eachRecord(isSquad, ({ question, context, answers, ...others }) => {
    const accepted = [...new Set(answerTexts(answers) ?? [])].filter((text) => text.trim() !== "");
    if (accepted.length === 0) return err("it has no answer: the passage does not say it");
    return ok({ ...others, input: above(context, isText(question) ? question : ""), expected: accepted });
  }),
};

const isTrivia = ({ question, answer }: JsonObject): boolean =>
  isText(question) && isJsonObject(answer) && isText(answer["value"]) && isTexts(answer["aliases"]);

/** TriviaQA: an answer with its other names. */
export const aliases: Shape = {
  note: "Its records are questions with an answer and its other names: any of them is right.",
  recognises: (record) => isTrivia(record),
  read: eachRecord(isTrivia, ({ question, answer, ...others }) => {
    const { value, aliases: names } = isJsonObject(answer) ? answer : {};
    const accepted = [...new Set([...(isText(value) ? [value] : []), ...(isTexts(names) ? names : [])])];
    return ok({ ...others, input: question ?? "", expected: accepted });
  }),
};

const isHotpot = ({ question, answer, context, supporting_facts: facts }: JsonObject): boolean =>
  isText(question) &&
  isText(answer) &&
  facts !== undefined &&
  typeof context === "object" &&
  context !== null;

/** HotpotQA: a question over several paragraphs. */
export const paragraphs: Shape = {
  note: "Its records are questions over several paragraphs, which stand above the question.",
  recognises: (record) => isHotpot(record),
  read: eachRecord(isHotpot, ({ question, answer, context, supporting_facts: _facts, ...others }) => {
    const texts = paragraphTexts(context ?? null);
    if (texts === null) return err("its paragraphs are not as HotpotQA has them");
    return ok({ ...others, input: [...texts, asText(question)].join("\n\n"), expected: answer ?? null });
  }),
};

function paragraphTexts(context: Json): readonly string[] | null {
  const pairs = isJsonObject(context) ? zip(context["title"], context["sentences"]) : context;
  if (!Array.isArray(pairs)) return null;
  const texts = (pairs as readonly Json[]).map((pair) => {
    if (!Array.isArray(pair)) return null;
    const [title, sentences] = pair as readonly Json[];
    return isText(title) && isTexts(sentences) ? `${title}: ${sentences.join("").trim()}` : null;
  });
  return texts.every((text) => text !== null) ? texts : null;
}

function zip(titles: Json | undefined, sentences: Json | undefined): Json {
  if (!Array.isArray(titles) || !Array.isArray(sentences)) return null;
  return (titles as readonly Json[]).map((title, at) => [title, (sentences as readonly Json[])[at] ?? null]);
}

const WORKED = /\n#### *([^\n]+?)\s*$/;

const isWorked = ({ question, answer }: JsonObject): boolean =>
  isText(question) && isText(answer) && WORKED.test(answer);

/** GSM8K: a worked solution with its result behind ####. */
export const solutions: Shape = {
  note: "Its answers are worked solutions: what stands behind #### is the answer.",
  recognises: (record) => isWorked(record),
  read: eachRecord(isWorked, ({ question, answer, ...others }) => {
    const [, result = ""] = WORKED.exec(isText(answer) ? answer : "") ?? [];
    return ok({ ...others, input: question ?? "", expected: result });
  }),
};

const isReferenced = (record: JsonObject): boolean =>
  isText(record["user_input"] ?? record["question"]) &&
  (isText(record["reference"] ?? record["ground_truth"]) || isTexts(record["ground_truths"]));

/** Questions with a reference beside them, as Ragas and its like have them. */
export const references: Shape = {
  note: "Its records are questions with a reference, which is the answer.",
  recognises: (record) => isReferenced(record),
  read: eachRecord(isReferenced, (record) => {
    const {
      user_input: asked,
      question,
      reference,
      ground_truth: truth,
      ground_truths: truths,
      ...others
    } = record;
    return ok({ ...others, input: asked ?? question ?? "", expected: reference ?? truth ?? truths ?? null });
  }),
};
