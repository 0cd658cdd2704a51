import { asText } from "#core/evaluation/formats/as-text.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { isJsonObject } from "#core/base/json.ts";
import { areMessages, readMessages, readTask, splitAnswer, toTask } from "./messages.ts";
import { eachRecord, type Shape } from "./shape.ts";

/** Fields beside messages that hold the answer, where the messages end with a question. */
const REFERENCES = [
  "reference_answer",
  "expected",
  "ideal",
  "answer",
  "target",
  "ground_truth",
  "expected_output",
];

const LISTS = ["messages", "conversations", "conversation", "dialogue"];

function messagesOf(record: JsonObject): readonly Json[] | null {
  const name = LISTS.find((list) => areMessages(record[list]));
  const value = name === undefined ? undefined : record[name];
  return areMessages(value) ? value : null;
}

const isChat = (record: JsonObject): boolean => messagesOf(record) !== null;

/** Fine-tuning files and chat exports: {"messages": […]}, ShareGPT's {"conversations": […]}. */
export const chat: Shape = {
  note: "Its records are conversations: the last message of the assistant is the answer, what comes before it the task.",
  recognises: (record) => isChat(record),
  read: eachRecord(isChat, (record) => {
    const messages = readMessages(messagesOf(record) ?? []);
    if (!messages.ok) return messages;
    const reference = REFERENCES.find((name) => Object.hasOwn(record, name));
    const system = typeof record["system"] === "string" && record["system"] !== "" ? record["system"] : null;
    const all =
      system === null ? messages.value : [{ role: "system" as const, text: system }, ...messages.value];
    if (reference !== undefined && all.at(-1)?.role !== "assistant") {
      const input = toTask(all);
      return input === null
        ? err("nobody asks anything in its messages")
        : ok({ ...rest(record), input, expected: record[reference] ?? null });
    }
    const split = splitAnswer(all);
    return split.ok ? ok({ ...rest(record), ...split.value }) : split;
  }),
};

/** What a record says beside its conversation. */
function rest(record: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([name]) => !LISTS.includes(name) && name !== "tools" && name !== "functions",
    ),
  );
}

const isPreference = (record: JsonObject): boolean =>
  areMessages(record["preferred_output"]) && isJsonObject(record["input"]);

/** Pairs that say which of two answers is better. */
export const preferences: Shape = {
  note: "Its records prefer one answer to another: the preferred one is the answer, the other is left out.",
  recognises: (record) => isPreference(record) || isChosen(record),
  read: eachRecord(
    (record) => isPreference(record) || isChosen(record),
    (record) => {
      const { input, preferred_output: preferred, prompt, chosen, ...others } = record;
      const asked = isJsonObject(input) ? input["messages"] : prompt;
      const answer = answerText(preferred ?? chosen);
      const task = readTask(asked ?? dropLast(chosen));
      if (!task.ok) return task;
      return answer.ok ? ok({ ...others, input: task.value, expected: answer.value }) : answer;
    },
  ),
};

const isChosen = ({ chosen, rejected, prompt }: JsonObject): boolean =>
  chosen !== undefined &&
  rejected !== undefined &&
  (areMessages(chosen) ||
    (typeof chosen === "string" && (typeof prompt === "string" || areMessages(prompt))));

function dropLast(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? (value as readonly Json[]).slice(0, -1) : undefined;
}

const isPair = ({ prompt, completion, response }: JsonObject): boolean => {
  const answer = completion ?? response;
  const isAnswer = typeof answer === "string" || areMessages(answer);
  return isAnswer && (typeof prompt === "string" || areMessages(prompt));
};

/** Fine-tuning files of the older sort: {"prompt", "completion"}; each a text or messages. */
export const completions: Shape = {
  note: "Its records are prompts with their completions: the completion is the answer.",
  recognises: (record) => isPair(record),
  read: eachRecord(isPair, (record) => {
    const { prompt, completion, response, ...others } = record;
    const task = readTask(prompt);
    if (!task.ok) return task;
    const answer = answerText(completion ?? response);
    return answer.ok ? ok({ ...others, input: task.value, expected: answer.value }) : answer;
  }),
};

/** The last thing that an answer says. */
function answerText(value: Json | undefined): Result<string, string> {
  if (typeof value === "string") return value.trim() === "" ? err("its answer is empty") : ok(value.trim());
  if (!areMessages(value)) return err("its answer is neither text nor messages");
  const messages = readMessages(value);
  if (!messages.ok) return messages;
  const last = messages.value.at(-1);
  return last?.role === "assistant" && last.text.trim() !== ""
    ? ok(last.text)
    : err("its answer does not end with what the assistant says");
}

const isInstruction = ({ instruction, output, response }: JsonObject): boolean =>
  typeof instruction === "string" && typeof (output ?? response) === "string";

/** Alpaca's records: an instruction, what it is about, and what must come out. */
export const instructions: Shape = {
  note: "Its records are instructions: the instruction with its input below it is the task, the output the answer.",
  recognises: (record) => isInstruction(record),
  read: eachRecord(isInstruction, (record) => {
    const { instruction, input, context, output, response, ...others } = record;
    const about = input ?? context ?? "";
    if (typeof about !== "string") return err("what its instruction is about is no text");
    const task = [asText(instruction), about].filter((text) => text.trim() !== "");
    return ok({ ...others, input: task.join("\n\n"), expected: output ?? response ?? null });
  }),
};
