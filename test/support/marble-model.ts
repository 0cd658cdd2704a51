import { assertDefined } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { ServerRequest } from "./openai-server.ts";
import type { ServerReply } from "./openai-wire.ts";

/**
 * A tiny world for whole sessions over HTTP: sums of marbles in three colours. The model knows how to count white
 * ones; any other colour it counts only when its prompt says so. As reflector it finds the colours it got wrong, as
 * improver it adds the sentence. It reads nothing but the request.
 */
const COLOURS = ["white", "red", "blue"] as const;

export const MARBLE_MODEL = { provider: "openai", name: "marbles-1" } as const;

/** Where the rules stand in the bundled `solver` agent's prompt. */
export const RULES = { resource: "prompt/solver", pointer: "/messages/0/sections/0/text" } as const;

export function ruleFor(colour: string): string {
  return `Count ${colour} marbles.`;
}

/** JSON lines for `dataset import`: each colour as often as the others. */
export function marbleLines(count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const [first, second] = [at % 7, Math.floor(at / 7)];
    const question = `Case ${at}: how many ${COLOURS[at % COLOURS.length]} marbles are ${first} and ${second}? Say the number alone.`;
    return JSON.stringify({
      id: `m${String(at).padStart(3, "0")}`,
      question,
      answer: String(first + second),
    });
  }).join("\n");
}

export type MarbleOptions = {
  /** Causes that the reflector states before any that it finds. */
  readonly firstCauses?: readonly string[];
};

/** What the model answers to one request. */
export function answerAsMarbles(request: ServerRequest, options: MarbleOptions = {}): ServerReply {
  switch (outputName(request)) {
    case null:
      return takeTurn(request);
    case "hypotheses":
      return { text: JSON.stringify({ hypotheses: reflect(request, options) }) };
    case "edit":
      return { text: JSON.stringify(improve(request)) };
    default:
      throw new Error("the marble model knows no such question");
  }
}

/** The structured question of an operator, or null for the agent's own turns. */
export function outputName({ body }: ServerRequest): string | null {
  const format = body["response_format"] as { json_schema: { name: string } } | undefined;
  return format?.json_schema.name ?? null;
}

/** The text of a tagged block of an operator's question. */
export function blockOf(request: ServerRequest, name: string): string {
  const text = textOf(request, "user");
  return assertDefined(new RegExp(`<${name}>\n([^]*?)\n</${name}>`).exec(text)?.[1], `block ${name}`);
}

export function textOf({ body }: ServerRequest, role: string): string {
  return body.messages
    .filter((message) => message.role === role)
    .map(({ content }) => content ?? "")
    .join("\n");
}

/** First the sum by the calculator, then the answer by `done`. */
function takeTurn(request: ServerRequest): ServerReply {
  const [, colour, first, second] = assertDefined(
    /how many (\w+) marbles are (\d+) and (\d+)\?/.exec(textOf(request, "user")),
    "a question about marbles",
  );
  const result = textOf(request, "tool");
  if (result === "") return call("calculator", { expression: `${first}+${second}` });
  const { value } = JSON.parse(result) as { readonly value: number };
  const rules = textOf(request, "system");
  const canCount =
    (colour === "white" || rules.includes(ruleFor(colour ?? ""))) && !rules.includes("Add one to every sum.");
  return call("done", { output: String(canCount ? value : value + 1) });
}

function call(name: string, args: JsonObject): ServerReply {
  return { toolCalls: [{ name, argumentsText: JSON.stringify(args) }] };
}

type ShownTrace = {
  readonly span: string;
  readonly input: string;
  readonly expected: string;
  readonly got: string | null;
};

function reflect(request: ServerRequest, { firstCauses = [] }: MarbleOptions): JsonObject[] {
  const refused = blockOf(request, "rejected");
  const traces = JSON.parse(blockOf(request, "traces")) as ShownTrace[];
  const failing = Map.groupBy(
    traces.filter(({ expected, got }) => expected !== got),
    ({ input }) => COLOURS.find((colour) => input.includes(` ${colour} `)) ?? "white",
  );
  const found = [...failing].map(([colour, seen]) => ({ cause: ruleFor(colour), seen }));
  const stated = firstCauses.map((cause) => ({ cause, seen: traces.slice(0, 1) }));
  return [...stated, ...found.toSorted((a, b) => (a.cause < b.cause ? -1 : 1))]
    .filter(({ cause }) => !refused.includes(cause))
    .slice(0, Number(blockOf(request, "count")))
    .map(({ cause, seen }, index) => ({
      id: `h${index + 1}`,
      cause,
      target: RULES,
      spans: seen.map(({ span }) => span),
      confidence: 0.9 - index / 100,
    }));
}

function improve(request: ServerRequest): JsonObject {
  const variable = JSON.parse(blockOf(request, "variable")) as { readonly value: string };
  const hypotheses = JSON.parse(blockOf(request, "hypotheses")) as { readonly cause: string }[];
  const causes = hypotheses.map(({ cause }) => cause);
  return { value: [variable.value, ...causes].join("\n"), summary: causes.join(" ") };
}
