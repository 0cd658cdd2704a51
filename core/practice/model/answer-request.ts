import { AppError } from "#core/base/app-error.ts";
import { keyedSeed } from "#core/base/keyed-random.ts";
import type { Json } from "#core/base/json.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { readPrompt } from "./agent/form-beliefs.ts";
import type { ReadPrompt } from "./agent/form-beliefs.ts";
import { takeTurn } from "./agent/take-turn.ts";
import { proposeHypotheses } from "./evolve/propose-hypotheses.ts";
import { readBlocks } from "./evolve/read-blocks.ts";
import { writeEdit } from "./evolve/write-edit.ts";
import { writeInsights } from "./evolve/write-insights.ts";
import { remember } from "./remember.ts";
import { textReply } from "./reply.ts";
import type { Reply } from "./reply.ts";

/** A function of the request alone; what it keeps are answers to the same question. */
export function createAnswerer(): (request: ChatRequest) => Reply {
  const read = remember(readPrompt, 32);
  return (request) =>
    request.output === undefined
      ? takeTurn(request, read)
      : textReply(JSON.stringify(answerOperator(request, request.output, read)));
}

type Asked = NonNullable<ChatRequest["output"]>;

function answerOperator(request: ChatRequest, output: Asked, read: (prompt: string) => ReadPrompt): Json {
  const blocks = readBlocks(request);
  const { seed, temperature, topP } = request.sampling;
  const said = request.messages.flatMap(({ role, content }) => [role, content]);
  const key = String(keyedSeed(seed ?? 0, output.name, ...said));
  switch (output.name) {
    case "hypotheses": {
      const options = { key, temperature: (temperature ?? 0) * (topP ?? 1), read };
      return { hypotheses: proposeHypotheses(blocks, options) };
    }
    case "insights":
      return {
        insights: writeInsights(blocks, { key, temperature: (temperature ?? 0) * (topP ?? 1), read }),
      };
    case "edit":
      return writeEdit(blocks, key);
    default:
      throw new AppError(
        "model-refused",
        `The simulated model does not know how to write "${output.name}".`,
        {
          hint: "Use a real model for this operator.",
        },
      );
  }
}
