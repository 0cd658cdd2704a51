import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import type { Kind } from "./kind.ts";

/** SQuAD as its authors publish it: articles of paragraphs, with the questions that each answers. */
export const squad: Kind = (root, lineOf) => {
  const articles = isJsonObject(root) ? root["data"] : undefined;
  if (
    !Array.isArray(articles) ||
    !(articles as readonly Json[]).some((one) => listAt(one, "paragraphs") !== null)
  )
    return null;
  const rows: Row[] = [];
  for (const [article, { paragraphs }] of (articles as readonly JsonObject[]).entries())
    for (const [paragraph, one] of list(paragraphs).entries())
      for (const [at, question] of (listAt(one, "qas") ?? []).entries()) {
        const line = lineOf(["data", article, "paragraphs", paragraph, "qas", at]);
        const context = isJsonObject(one) ? one["context"] : undefined;
        rows.push({ line, ...readQuestion(question, typeof context === "string" ? context : "") });
      }
  return {
    rows,
    notes: [
      "It is SQuAD's form: each passage stands above its question, and any of the answers is right. Questions that a passage does not answer are left out.",
    ],
  };
};

function readQuestion(
  written: Json,
  context: string,
): { readonly record: JsonObject } | { readonly reason: string } {
  if (!isJsonObject(written) || typeof written["question"] !== "string")
    return { reason: "it is not a question" };
  const { id, question, answers } = written;
  const texts = list(answers).flatMap((answer) =>
    isJsonObject(answer) && typeof answer["text"] === "string" && answer["text"].trim() !== ""
      ? [answer["text"]]
      : [],
  );
  if (texts.length === 0) return { reason: "it has no answer: the passage does not say it" };
  return {
    record: {
      ...(typeof id === "string" ? { id } : {}),
      input: `${context}\n\n${question}`,
      expected: [...new Set(texts)],
    },
  };
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function listAt(value: Json | undefined, key: string): readonly Json[] | null {
  return isJsonObject(value) && Array.isArray(value[key]) ? (value[key] as readonly Json[]) : null;
}
