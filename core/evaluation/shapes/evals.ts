import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { areMessages, readTask } from "./messages.ts";
import { eachRecord, type Shape } from "./shape.ts";

const isSample = ({ input, ideal }: JsonObject): boolean =>
  ideal !== undefined && (typeof input === "string" || areMessages(input));

/** The samples of OpenAI Evals: {"input": text or messages, "ideal": text or a list}. */
export const evalsSamples: Shape = {
  note: "Its records are samples of OpenAI Evals: `input` is the task, and any text of `ideal` is right.",
  recognises: (record) => isSample(record),
  read: eachRecord(isSample, ({ input, ideal, ...others }) => {
    const task = readTask(input);
    return task.ok ? ok({ ...others, input: task.value, expected: ideal ?? null }) : task;
  }),
};

const isEvent = (record: JsonObject): boolean =>
  isJsonObject(record["spec"]) ||
  isJsonObject(record["final_report"]) ||
  (typeof record["run_id"] === "string" && "event_id" in record && isJsonObject(record["data"]));

/** The log of a run of OpenAI Evals: what was asked stands in one line, what was expected in another. */
export const evalsLog: Shape = {
  note: "It is the log of a run of OpenAI Evals: each sample's prompt is the task, what it was compared with the answer. What the model said then is left out.",
  recognises: (record) => isEvent(record),
  read: readLog,
};

async function* readLog(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  const asked = new Map<string, { readonly line: number; readonly prompt: Json }>();
  for await (const row of rows) {
    if ("reason" in row) {
      yield row;
      continue;
    }
    const { line, record } = row;
    const { sample_id: sample, type } = record;
    const data = isJsonObject(record["data"]) ? record["data"] : {};
    if (typeof sample !== "string") continue;
    if (type === "sampling" && !asked.has(sample))
      asked.set(sample, { line, prompt: data["prompt"] ?? null });
    const { expected = null } = data;
    const question = asked.get(sample);
    if (type !== "match" || expected === null || question === undefined) continue;
    asked.delete(sample);
    const task = readTask(question.prompt);
    yield task.ok
      ? { line, record: { id: sample, input: task.value, expected } }
      : { line, reason: task.error };
  }
  for (const [sample, { line }] of asked)
    yield { line, reason: `the log does not say what was expected of sample ${sample.slice(0, 80)}` };
}

const isItemLine = ({ item }: JsonObject): boolean => isJsonObject(item) && Object.keys(item).length > 0;

const ITEM_ANSWERS = [
  "ground_truth",
  "correct_label",
  "reference_answer",
  "reference",
  "ideal",
  "correct_answer",
  "expected",
  "answer",
  "label",
  "output",
  "expected_output",
  "target",
];

/** Lines for the Evals API: {"item": {…}}, with whatever fields its criteria compare. */
export const evalsItems: Shape = {
  note: "Its records are items of the Evals API: the field that is called an answer is the answer, the others are the task.",
  recognises: (record) => isItemLine(record),
  read: eachRecord(isItemLine, ({ item }) => {
    const fields = isJsonObject(item) ? item : {};
    const answer = ITEM_ANSWERS.find((name) => Object.hasOwn(fields, name));
    if (answer === undefined)
      return err("no field of its item is called an answer: name it, as in item.answer");
    const asked = Object.entries(fields).filter(([name]) => name !== answer && name !== "id");
    const [only] = asked;
    if (only === undefined) return err("its item has no field but the answer");
    const task = asked.length === 1 ? readTask(only[1]) : ok(Object.fromEntries(asked));
    const id = fields["id"];
    return task.ok
      ? ok({ ...(id === undefined ? {} : { id }), input: task.value, expected: fields[answer] ?? null })
      : task;
  }),
};

const isExample = ({ inputs, outputs, reference_outputs: reference }: JsonObject): boolean =>
  isJsonObject(inputs) && isJsonObject(outputs ?? reference);

/** Examples with `inputs` and `outputs`, as LangSmith and others export them. */
export const examples: Shape = {
  note: "Its records are examples: `inputs` is the task, `outputs` the answer; where one of them has a single value, that value.",
  recognises: (record) => isExample(record),
  read: eachRecord(isExample, ({ inputs, outputs, reference_outputs: reference, ...others }) => {
    const answer = outputs ?? reference ?? null;
    const asked = single(inputs ?? null);
    const task = areMessages(asked) ? readTask(asked) : ok(asked);
    return task.ok ? ok({ ...others, input: task.value, expected: single(answer) }) : task;
  }),
};

function single(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const values = Object.values(value);
  return values.length === 1 ? (values[0] ?? null) : value;
}
