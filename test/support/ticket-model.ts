import type { JsonObject } from "#core/base/json.ts";
import { blockOf, outputName, textOf } from "./marble-model.ts";
import type { ServerRequest } from "./openai-server.ts";
import type { ServerReply } from "./openai-wire.ts";

/**
 * A tiny world of tickets for a walk over HTTP: which team a message is for. The model knows invoices; of passwords it
 * knows only what its prompt says, and calls each tool that it is offered once. As reflector it states the rule that its
 * failures lack, as improver it adds it. It reads nothing but the request.
 */
export const TICKET_MODEL = "tickets-1";

/** What the model lacks, and what a prompt that was improved says. */
export const TICKET_RULE = "Whoever cannot log in or lost a password goes to access.";

const SUBJECTS = [
  { text: "my invoice is wrong", team: "billing" },
  { text: "I lost my password", team: "access" },
  { text: "I cannot log in", team: "access" },
] as const;

/** So many tickets as a table: two in three are about what the model has to learn. */
export function ticketTable(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const { text, team } = SUBJECTS[at % SUBJECTS.length] ?? SUBJECTS[0];
    return `Ticket ${1000 + at}: ${text}. Please help.,${team}`;
  });
  return ["text,answer", ...rows, ""].join("\n");
}

/** What the model answers to one request. */
export function answerAsTickets(request: ServerRequest): ServerReply {
  switch (outputName(request)) {
    case null:
      return takeTurn(request);
    case "hypotheses":
      return { text: JSON.stringify({ hypotheses: reflect(request) }) };
    case "edit":
      return { text: JSON.stringify(improve(request)) };
    default:
      return { text: "{}" };
  }
}

type OfferedTool = { readonly function: { readonly name: string; readonly parameters?: ToolInputs } };
type ToolInputs = { readonly required?: readonly string[] };

function takeTurn(request: ServerRequest): ServerReply {
  const message = textOf(request, "user");
  const offered = (request.body["tools"] ?? []) as readonly OfferedTool[];
  const [tool] = offered;
  if (tool !== undefined && textOf(request, "tool") === "") {
    const required = tool.function.parameters?.required ?? [];
    const args = Object.fromEntries(required.map((name) => [name, message]));
    return { toolCalls: [{ name: tool.function.name, argumentsText: JSON.stringify(args) }] };
  }
  if (message.includes("invoice")) return { text: "billing" };
  return { text: textOf(request, "system").includes(TICKET_RULE) ? "access" : "billing" };
}

type ShownTrace = {
  readonly span: string;
  readonly expected: string;
  readonly got: string | null;
};

/** The place of the first text of a prompt among what may be changed. */
function findTarget(request: ServerRequest): JsonObject | null {
  const found = /"resource":\s*"(prompt\/[^"]+)"[^{}]*?"pointer":\s*"(\/messages[^"]+)"/.exec(
    textOf(request, "user"),
  );
  const [, resource, pointer] = found ?? [];
  return resource === undefined || pointer === undefined ? null : { resource, pointer };
}

function reflect(request: ServerRequest): JsonObject[] {
  const traces = JSON.parse(blockOf(request, "traces")) as ShownTrace[];
  const failing = traces.filter(({ expected, got }) => expected !== got);
  const target = findTarget(request);
  if (failing.length === 0 || target === null || blockOf(request, "rejected").includes(TICKET_RULE))
    return [];
  const spans = failing.map(({ span }) => span);
  return [{ id: "h1", cause: TICKET_RULE, target, spans, confidence: 0.9 }];
}

function improve(request: ServerRequest): JsonObject {
  const variable = JSON.parse(blockOf(request, "variable")) as { readonly value: string };
  return { value: `${variable.value}\n${TICKET_RULE}`, summary: "Say where passwords go" };
}
