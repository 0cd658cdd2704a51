/**
 * What models think stands in front of their answers, between marks, where the endpoint does not take it apart. It is no
 * part of the answer: only at its beginning, never what an answer says about such marks further on [M31].
 */
type Block = {
  readonly open: string;
  readonly close: RegExp;
  /** How much of a text that goes on may be the beginning of its close. */
  readonly keep: number;
  /** Whether what is never closed is the answer after all: the mark is also a word. */
  readonly isWord: boolean;
};

const BLOCKS: readonly Block[] = [
  ...["think", "thinking", "thought", "reasoning", "seed:think"].map((tag) => block(`<${tag}>`, `</${tag}>`)),
  block("<|begin_of_thought|>", "<|end_of_thought|>"),
  block("◁think▷", "◁/think▷"),
  block("[think]", "[/think]"),
  // The channels of gpt-oss, also without the marks that some servers take out of them.
  block("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
  block("<|start|>assistant<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
  block("<|channel>thought", "<channel|>"),
  { ...block("analysis", "assistantfinal"), isWord: true },
];

/** Marks without a thought: of one that a template opened before the model began, of a channel with nothing before it. */
const BARE_MARKS = [
  "</think>",
  "<|channel|>final<|message|>",
  "<|start|>assistant<|channel|>final<|message|>",
];

const OPENINGS = [...BLOCKS.map(({ open }) => open), ...BARE_MARKS];
const LONGEST_OPENING = Math.max(...OPENINGS.map(({ length }) => length));

/** A thought that a template opened, and the model closed on a line of its own. */
const LONE_CLOSE = /\n[ \t]*<\/think>[ \t]*\r?\n/;
/** Of text that was passed on, as much as such a line may have begun in. */
const TAIL = 40;

export type Passed = {
  /** What of it is the answer's. */
  readonly text: string;
  /** That all that was passed on before turns out to be none of it. */
  readonly wasThought: boolean;
};

export type ThoughtReader = {
  readonly push: (text: string) => Passed;
  /** What was held back, at the end of the text. */
  readonly end: () => string;
  /** What was thought so far, without what was passed on as the answer. */
  readonly thought: () => string;
};

type State =
  | { readonly kind: "before"; readonly held: string }
  | { readonly kind: "inside"; readonly block: Block; readonly tail: string }
  | { readonly kind: "answer"; readonly tail: string; readonly hasOpened: boolean };

/** Reads a text as it comes; each character is looked at a few times at most. */
export function createThoughtReader(): ThoughtReader {
  const thoughts: string[] = [];
  let hasThought = false;
  let state: State = { kind: "before", held: "" };

  const begin = (text: string): string => {
    const start = text.trimStart();
    const head = start.slice(0, LONGEST_OPENING).toLowerCase();
    const mark = BARE_MARKS.find((each) => head.startsWith(each));
    const found = BLOCKS.find(({ open }) => head.startsWith(open));
    if (mark !== undefined) {
      hasThought = true;
      return begin(start.slice(mark.length));
    }
    if (found !== undefined)
      return goOn(
        found,
        found.isWord ? start.slice(0, found.open.length) : "",
        start.slice(found.open.length),
      );
    // White space in front belongs to the answer unless a thought stood before it.
    const rest = hasThought ? start : text;
    if (OPENINGS.some((opening) => opening.startsWith(head))) {
      state = { kind: "before", held: rest };
      return "";
    }
    state = { kind: "answer", tail: "", hasOpened: hasThought };
    return passOn(state, rest).text;
  };
  const goOn = (inside: Block, tail: string, text: string): string => {
    const seen = tail + text;
    const end = inside.close.exec(seen);
    if (end !== null) {
      thoughts.push(seen.slice(0, end.index));
      hasThought = true;
      return begin(seen.slice(end.index + end[0].length));
    }
    // All of it may be the answer.
    const keep = inside.isWord ? seen.length : Math.min(seen.length, inside.keep);
    thoughts.push(seen.slice(0, seen.length - keep));
    state = { kind: "inside", block: inside, tail: seen.slice(seen.length - keep) };
    return "";
  };
  const passOn = ({ tail, hasOpened }: Extract<State, { kind: "answer" }>, text: string): Passed => {
    const seen = tail + text;
    const isClosed = !hasOpened && seen.includes("</think>") && !seen.includes("<think>");
    const found = isClosed ? LONE_CLOSE.exec(seen) : null;
    if (found === null) {
      state = { kind: "answer", tail: seen.slice(-TAIL), hasOpened: hasOpened || seen.includes("<think>") };
      return { text, wasThought: false };
    }
    thoughts.push(seen.slice(tail.length, Math.max(tail.length, found.index)));
    hasThought = true;
    return { text: begin(seen.slice(found.index + found[0].length)), wasThought: true };
  };
  return {
    push: (text) => {
      if (state.kind === "answer") return passOn(state, text);
      const answer = state.kind === "before" ? begin(state.held + text) : goOn(state.block, state.tail, text);
      return { text: answer, wasThought: false };
    },
    end: () => {
      if (state.kind === "answer") return "";
      if (state.kind === "before") return state.held;
      if (state.block.isWord) return state.tail;
      thoughts.push(state.tail);
      return "";
    },
    thought: () => thoughts.join(""),
  };
}

/** A text without what stands in front of it as thought. */
export function withoutThought(text: string): string {
  const reader = createThoughtReader();
  const { text: answer } = reader.push(text);
  return answer + reader.end();
}

function block(open: string, close: string): Block {
  const pattern = new RegExp(close.replaceAll(/[|[\]\\/]/g, String.raw`\$&`), "i");
  return { open, close: pattern, keep: close.length - 1, isWord: false };
}
