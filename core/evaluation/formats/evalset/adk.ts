import { asText } from "#core/evaluation/formats/as-text.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import type { Row } from "#core/evaluation/formats/row.ts";
import { toTask, type Message } from "#core/evaluation/shapes/messages.ts";
import type { Kind, LineOf } from "./kind.ts";

/** What such a case holds that is not read. */
type Unread = { tools: number; states: number; rubrics: number };

/**
 * An evaluation set of the Agent Development Kit: each case a conversation, of which the last turn is asked and answered
 * and the ones before it are what was said until then. Also the older form, a list of queries with references.
 */
export const adk: Kind = (root, lineOf) => {
  if (isJsonObject(root) && Array.isArray(root["eval_cases"]))
    return readCases(root["eval_cases"] as readonly Json[], (at) => lineOf(["eval_cases", at]));
  return isQueries(root) ? readQueries(root, lineOf) : null;
};

function readCases(cases: readonly Json[], lineAt: (at: number) => number) {
  const unread: Unread = { tools: 0, states: 0, rubrics: 0 };
  const rows = cases.map((one, at): Row => {
    const line = lineAt(at);
    const record = isJsonObject(one) ? readCase(one, unread) : err("it is not a case");
    return record.ok ? { line, record: record.value } : { line, reason: record.error };
  });
  return { rows, notes: [NOTE, ...tellUnread(unread)] };
}

const NOTE =
  "It is an evaluation set of the Agent Development Kit: the last turn of each conversation is asked, with the turns before it above, and its final response is the answer.";

function tellUnread({ tools, states, rubrics }: Unread): readonly string[] {
  return [
    ...(tools === 0
      ? []
      : [`The tool calls that ${tools} of its cases expect were left out: no scorer looks at them.`]),
    ...(states === 0 ? [] : [`The session state that ${states} of its cases begin in was left out.`]),
    ...(rubrics === 0
      ? []
      : [`The rubrics of ${rubrics} of its cases were left out: no scorer asks a model.`]),
  ];
}

function readCase(one: JsonObject, unread: Unread): Result<JsonObject, string> {
  const { eval_id: id, conversation, conversation_scenario: scenario, session_input: session } = one;
  if (!Array.isArray(conversation) || conversation.length === 0)
    return err(
      scenario === undefined
        ? "it has no conversation"
        : "a model plays its user, so there is no answer to compare with",
    );
  const turns = conversation as readonly Json[];
  const messages: Message[] = [];
  let expected = "";
  for (const [at, turn] of turns.entries()) {
    const read = isJsonObject(turn) ? readTurn(turn) : err("one of its turns is none");
    if (!read.ok) return read;
    const { asked, answered } = read.value;
    messages.push({ role: "user", text: asked });
    if (at < turns.length - 1) messages.push({ role: "assistant", text: answered });
    else expected = answered;
  }
  if (expected === "") return err("its last turn has no final response to compare with");
  const input = toTask(messages);
  if (input === null) return err("its user says nothing");
  if (turns.some((turn) => isJsonObject(turn) && hasTools(turn))) unread.tools += 1;
  if (isJsonObject(session) && isFilled(session["state"])) unread.states += 1;
  if (Array.isArray(one["rubrics"]) && one["rubrics"].length > 0) unread.rubrics += 1;
  return ok({ ...(typeof id === "string" ? { id } : {}), input, expected });
}

function readTurn(turn: JsonObject): Result<{ readonly asked: string; readonly answered: string }, string> {
  const asked = partsText(turn["user_content"] ?? null);
  if (!asked.ok) return asked;
  const answered = partsText(turn["final_response"] ?? null);
  return answered.ok ? ok({ asked: asked.value, answered: answered.value }) : answered;
}

/** The text of {"parts": [{"text"}]}; "" where nothing is said. */
function partsText(content: Json): Result<string, string> {
  const parts = isJsonObject(content) ? (content["parts"] ?? []) : [];
  const texts: string[] = [];
  for (const part of Array.isArray(parts) ? (parts as readonly Json[]) : []) {
    if (!isJsonObject(part)) return err("one of its contents has a part that is none");
    const { text, thought } = part;
    if (typeof text === "string" && thought !== true) texts.push(text);
    else if (isFilled(part["inline_data"]) || isFilled(part["file_data"]))
      return err("one of its contents holds something that is no text");
  }
  return ok(texts.join("\n").trim());
}

function hasTools(turn: JsonObject): boolean {
  const data = turn["intermediate_data"];
  return isJsonObject(data) && Array.isArray(data["tool_uses"]) && data["tool_uses"].length > 0;
}

function isFilled(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

type Queries = readonly JsonObject[];

/** [{"query", "reference"}], or a list of {"name", "data": […]} with these in it. */
function isQueries(root: Json): root is Queries {
  if (!Array.isArray(root) || root.length === 0) return false;
  return (root as readonly Json[]).every(
    (one) =>
      isJsonObject(one) && (isQuery(one) || (Array.isArray(one["data"]) && one["data"].every(isQuery))),
  );
}

function isQuery(value: Json): boolean {
  return (
    isJsonObject(value) &&
    typeof value["query"] === "string" &&
    ("reference" in value || "expected_tool_use" in value)
  );
}

function readQueries(root: Queries, lineOf: LineOf) {
  const rows: Row[] = [];
  let tools = 0;
  for (const [at, one] of root.entries()) {
    const isList = Array.isArray(one["data"]);
    const queries = (isList ? one["data"] : [one]) as readonly JsonObject[];
    const messages: Message[] = [];
    for (const [turn, { query, reference, expected_tool_use: uses }] of queries.entries()) {
      const line = lineOf(isList ? [at, "data", turn] : [at]);
      messages.push({ role: "user", text: asText(query) });
      if (Array.isArray(uses) && uses.length > 0) tools += 1;
      const input = toTask(messages);
      if (typeof reference !== "string" || reference.trim() === "" || input === null)
        rows.push({ line, reason: "it has no reference to compare with" });
      else {
        rows.push({ line, record: { input, expected: reference } });
        messages.push({ role: "assistant", text: reference });
      }
    }
  }
  const note =
    "It is a test file of the Agent Development Kit: each query is asked, with the ones before it above, and its reference is the answer.";
  return { rows, notes: [note, ...tellUnread({ tools, states: 0, rubrics: 0 })] };
}
