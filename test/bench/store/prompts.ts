import { assert } from "#core/base/assert.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

const PROMPTS = 10;
const FEW_WORDS_BYTES = 100;
const SYLLABLES = ["ra", "lo", "ti", "me", "su", "kan", "der", "vo", "pi", "est", "or", "ul"];

/** The resources of the measured workspace: prompts alone, so that a commit is one changed text. */
const promptKey = (at: number): ResourceKey => `prompt/rules-${at}`;

/** What one commit changes. */
export type PromptChange = {
  readonly step: number;
  readonly key: ResourceKey;
  readonly content: ResourceContent;
};

/**
 * Changes for commits `from` to `from + count`, each prompt in turn: made beforehand, so that no side is timed making them.
 * `run` makes texts that no earlier run has stored.
 */
export function promptChanges(
  run: number,
  from: number,
  count: number,
  prompts = PROMPTS,
): readonly PromptChange[] {
  return Array.from({ length: count }, (_, at) => {
    const step = from + at;
    return { step, key: promptKey(step % prompts), content: promptContent(promptText(run, step)) };
  });
}

/** What every prompt holds before the first change. */
export function firstPrompts(prompts = PROMPTS): readonly PromptChange[] {
  return promptChanges(-1, 0, prompts, prompts);
}

/** One change of a short prompt: for histories whose length is the question and not their texts. */
export function shortChange(step: number, prompt: number): PromptChange {
  const text = `Step ${step}. `.padEnd(FEW_WORDS_BYTES, "and so on ");
  return { step, key: promptKey(prompt), content: promptContent(text) };
}

/** A prompt with one text that may be learned. */
function promptContent(text: string): ResourceContent {
  const parsed = parseContent("prompt", {
    description: "Rules for a task.",
    messages: [
      { role: "system", sections: [{ name: "rules", text }] },
      { role: "user", sections: [{ name: "task", text: "{{task}}" }] },
    ],
    inputSchema: { type: "object", properties: { task: { type: "string" } }, required: ["task"] },
    mask: [{ pointer: "/messages/0/sections/0/text", learnable: true }],
  });
  assert(parsed.ok, "a prompt that has the form of its kind");
  return parsed.value;
}

/** 2 to 8 KB in lines of made-up words: compresses about as prose does, so that no side gains by what it does with the bytes. */
function promptText(run: number, step: number): string {
  const random = keyedRandom("bench-prompt", run, step);
  const wantedBytes = 2048 + random.integer(6 * 1024);
  const lines: string[] = [];
  for (let bytes = 0; bytes < wantedBytes;) {
    const words = Array.from({ length: 12 }, () =>
      Array.from({ length: 1 + random.integer(4) }, () => random.pick(SYLLABLES)).join(""),
    );
    const line = `${words.join(" ")}.`;
    lines.push(line);
    bytes += line.length + 1;
  }
  return lines.join("\n");
}
