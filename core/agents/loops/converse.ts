import type { Json } from "#core/base/json.ts";
import { renderPrompt } from "#core/domain/content/render-prompt.ts";
import type { ChatMessage } from "#core/models/provider.ts";
import type { RolloutCallable } from "#core/agents/effects.ts";
import type { Talk } from "./loop.ts";
import { withStandingText } from "./standing-text.ts";

/**
 * The agent's prompt, then turn by turn: calls are answered and the model goes on, until a turn without calls is the
 * output or a call hands one in. That it ends is the limits' business.
 */
export async function converse(talk: Talk, tools: readonly RolloutCallable[]): Promise<Json> {
  const { agent, input, rollout, desk } = talk;
  const messages: ChatMessage[] = withStandingText(
    renderPrompt(agent.prompt.content, input),
    rollout.standingText,
  );
  while (desk.output === undefined) {
    const turn = await talk.ask(messages, tools);
    if (turn.toolCalls.length === 0) return turn.text;
    const { text: content, toolCalls, calledFor } = turn;
    messages.push({
      role: "assistant",
      content,
      toolCalls,
      ...(calledFor === undefined ? {} : { calledFor }),
    });
    messages.push(...(await talk.call(turn.toolCalls)));
  }
  return desk.output;
}
