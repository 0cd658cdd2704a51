import { assertDefined } from "#core/base/assert.ts";
import {
  startOpenAiServer,
  type Fault,
  type OpenAiServer,
  type ServerRequest,
} from "#test/support/openai-server.ts";
import type { ServerReply } from "#test/support/openai-wire.ts";

/** What goes wrong with an item, how often, and what must come of it. */
export const TROUBLES = {
  none: { outcome: "right" },
  "429 once, with retry-after": { outcome: "right" },
  "500 once": { outcome: "right" },
  "500 twice": { outcome: "right" },
  "stream cut once": { outcome: "right" },
  "connection reset once": { outcome: "right" },
  "unreadable event once": { outcome: "right" },
  "malformed tool call once": { outcome: "right" },
  "500 always": { outcome: "error" },
  "stream cut always": { outcome: "error" },
  "malformed tool calls always": { outcome: "error" },
  "400 always": { outcome: "error" },
  "wrong answer": { outcome: "wrong" },
} as const satisfies Record<string, { readonly outcome: "right" | "wrong" | "error" }>;

export type Trouble = keyof typeof TROUBLES;

export type Problem = {
  readonly question: string;
  /** The number that is right. */
  readonly answer: string;
  readonly trouble: Trouble;
};

export type TroubledServer = {
  readonly server: OpenAiServer;
  /** Requests made about each question so far. */
  readonly requestsOf: (question: string) => number;
};

/** A model that knows every answer, calculates a sum by the tool before it hands it in, and has its troubles. */
export async function startTroubledServer(problems: readonly Problem[]): Promise<TroubledServer> {
  const byQuestion = new Map(problems.map((problem) => [problem.question, problem]));
  const seen = new Map<string, number>();
  const problemOf = (request: ServerRequest): Problem => {
    const question = request.body.messages.find(({ role }) => role === "user")?.content ?? "";
    return assertDefined(byQuestion.get(question), `a problem with the question ${question}`);
  };
  const server = await startOpenAiServer({
    chunkCharacters: 12,
    faults: (request) => {
      const { question, trouble } = problemOf(request);
      const attempt = (seen.get(question) ?? 0) + 1;
      seen.set(question, attempt);
      return faultOf(trouble, attempt);
    },
    reply: (request) => replyTo(request, problemOf(request)),
  });
  return { server, requestsOf: (question) => seen.get(question) ?? 0 };
}

function faultOf(trouble: Trouble, attempt: number): Fault | null {
  const first = (fault: Fault): Fault | null => (attempt === 1 ? fault : null);
  switch (trouble) {
    case "429 once, with retry-after":
      return first({ type: "status", status: 429, headers: { "retry-after-ms": "20" } });
    case "500 once":
      return first({ type: "status", status: 500 });
    case "500 twice":
      return attempt <= 2 ? { type: "status", status: 500 } : null;
    case "stream cut once":
      return first({ type: "cut", afterEvents: 2 });
    case "connection reset once":
      return first({ type: "cut", afterEvents: 2, isReset: true });
    case "unreadable event once":
      return first({ type: "bad-event", afterEvents: 1, data: "{ not json" });
    case "malformed tool call once":
      return first({ type: "malformed-arguments" });
    case "500 always":
      return { type: "status", status: 500 };
    case "stream cut always":
      return { type: "cut", afterEvents: 2 };
    case "malformed tool calls always":
      return { type: "malformed-arguments" };
    case "400 always":
      return { type: "status", status: 400 };
    case "none":
    case "wrong answer":
      return null;
  }
}

function replyTo({ body }: ServerRequest, { answer, trouble }: Problem): ServerReply {
  const hasResult = body.messages.some(({ role, content }) => role === "tool" && !isComplaint(content));
  if (!hasResult) return callOf("calculator", { expression: `${answer}+0` });
  return callOf("done", { output: trouble === "wrong answer" ? `${answer}1` : answer });
}

function isComplaint(content: string | null): boolean {
  return content?.startsWith("Error:") === true;
}

function callOf(name: string, args: object): ServerReply {
  return { text: "Let me see.", toolCalls: [{ name, argumentsText: JSON.stringify(args) }] };
}
