import { lines, say, type FileCase } from "./file-case.ts";

/** Records that were made to train models and to ask them questions. */
export const FILES_OF_RECORDS: readonly FileCase[] = [
  {
    title: "a fine-tuning file of chats",
    files: {
      "train.jsonl": lines(
        {
          messages: [
            say("system", "You are Marv."),
            say("user", "Capital of France?"),
            say("assistant", "Paris, obviously."),
          ],
        },
        {
          messages: [
            say("user", "a"),
            say("assistant", "b"),
            say("user", "c"),
            { ...say("assistant", "d"), weight: 1 },
          ],
        },
        { messages: [say("user", [{ type: "text", text: "parts" }]), say("assistant", "yes")] },
        {
          messages: [
            say("user", [{ type: "image_url", image_url: { url: "x" } }]),
            say("assistant", "a cat"),
          ],
        },
        { messages: [say("user", "w?"), { role: "assistant", content: null, tool_calls: [{}] }] },
        { messages: [say("user", "unanswered")] },
      ),
    },
    items: [
      ["You are Marv.\n\nCapital of France?", "Paris, obviously."],
      ["User: a\n\nAssistant: b\n\nUser: c", "d"],
      ["parts", "yes"],
    ],
    notes: [/are conversations: the last message of the assistant is the answer/],
    skipped: [/^4: .*no text/, /^5: .*calls a tool/, /^6: its last message is not the assistant's/],
  },
  {
    title: "a file for reinforcement fine-tuning",
    files: { "rft.jsonl": lines({ messages: [say("user", "2+2?")], reference_answer: "4" }) },
    items: [["2+2?", "4"]],
  },
  {
    title: "ShareGPT's conversations",
    files: {
      "sharegpt.jsonl": lines({
        id: "c1",
        conversations: [
          { from: "system", value: "Be kind." },
          { from: "human", value: "Hi" },
          { from: "gpt", value: "Hello!" },
        ],
      }),
    },
    items: [["Be kind.\n\nHi", "Hello!"]],
    notes: [/are conversations/],
  },
  {
    title: "prompts with completions",
    files: {
      "old.jsonl": lines(
        { prompt: "Item: apple ->", completion: " fruit\n" },
        { prompt: "x", completion: " " },
      ),
    },
    items: [["Item: apple ->", "fruit"]],
    notes: [/prompts with their completions/],
    skipped: [/^2: its answer is empty/],
  },
  {
    title: "Alpaca's instructions",
    files: {
      "alpaca.jsonl": lines(
        { instruction: "Add.", input: "1, 2", output: "3" },
        { instruction: "Name a colour.", input: "", output: "Blue" },
      ),
    },
    items: [
      ["Add.\n\n1, 2", "3"],
      ["Name a colour.", "Blue"],
    ],
    notes: [/are instructions/],
  },
  {
    title: "preferences",
    files: {
      "dpo.jsonl": lines(
        { prompt: "Best fruit?", chosen: "Apple", rejected: "Rock" },
        {
          input: { messages: [say("user", "Say hi")] },
          preferred_output: [say("assistant", "hi")],
          non_preferred_output: [say("assistant", "no")],
        },
      ),
    },
    items: [
      ["Best fruit?", "Apple"],
      ["Say hi", "hi"],
    ],
    notes: [/prefer one answer/],
  },
  {
    title: "SQuAD as rows",
    files: {
      "squad.jsonl": lines(
        {
          id: "s1",
          context: "Ada was born in 1815.",
          question: "When?",
          answers: { text: ["1815", "in 1815", "1815"], answer_start: [17] },
        },
        { id: "s2", context: "Nothing.", question: "Why?", answers: { text: [], answer_start: [] } },
      ),
    },
    items: [["Ada was born in 1815.\n\nWhen?", ["1815", "in 1815"]]],
    notes: [/questions with accepted answers/],
    skipped: [/^2: it has no answer/],
  },
  {
    title: "SQuAD as its authors publish it",
    files: {
      "dev-v2.0.json": JSON.stringify(
        {
          version: "v2.0",
          data: [
            {
              title: "Ada",
              paragraphs: [
                {
                  context: "Ada was born in 1815.",
                  qas: [
                    {
                      id: "q1",
                      question: "When?",
                      answers: [{ text: "1815", answer_start: 16 }],
                      is_impossible: false,
                    },
                    { id: "q2", question: "Where?", answers: [], is_impossible: true },
                  ],
                },
              ],
            },
          ],
        },
        null,
        1,
      ),
    },
    items: [["Ada was born in 1815.\n\nWhen?", ["1815"]]],
    notes: [/SQuAD's form/],
    skipped: [/^\d\d: it has no answer/],
  },
  {
    title: "HotpotQA",
    files: {
      "hotpot.jsonl": lines({
        id: "h1",
        question: "Which is older?",
        answer: "A",
        supporting_facts: { title: ["A"], sent_id: [0] },
        context: { title: ["A", "B"], sentences: [["A began in 1900.", " It ended."], ["B began in 1950."]] },
      }),
    },
    items: [["A: A began in 1900. It ended.\n\nB: B began in 1950.\n\nWhich is older?", "A"]],
    notes: [/questions over several paragraphs/],
  },
  {
    title: "choices with the place of the right one",
    files: {
      "mmlu.jsonl": lines(
        { question: "2+2?", subject: "maths", choices: ["3", "4", "5", "6"], answer: 1 },
        { question: "?", subject: "maths", choices: ["a", "b"], answer: 7 },
      ),
    },
    items: [["2+2?\n\nA) 3\nB) 4\nC) 5\nD) 6", ["B", "4"]]],
    notes: [/questions with choices/],
    skipped: [/^2: which of its choices is right cannot be told/],
  },
  {
    title: "choices with labels of their own",
    files: {
      "arc.jsonl": lines({
        id: "a1",
        question: "Which floats?",
        choices: { text: ["stone", "cork"], label: ["1", "2"] },
        answerKey: "2",
      }),
    },
    items: [["Which floats?\n\n1) stone\n2) cork", ["2", "cork"]]],
  },
  {
    title: "choices as columns of a table",
    files: { "quiz.csv": "question,A,B,C,D,answer\nCapital of France?,Rome,Paris,Bern,Oslo,B\n" },
    items: [["Capital of France?\n\nA) Rome\nB) Paris\nC) Bern\nD) Oslo", ["B", "Paris"]]],
  },
  {
    title: "worked solutions",
    files: { "gsm.jsonl": lines({ question: "3 bags of 4?", answer: "3*4=<<3*4=12>>12\n#### 12" }) },
    items: [["3 bags of 4?", "12"]],
    notes: [/behind #### is the answer/],
  },
  {
    title: "an answer with its other names",
    files: {
      "trivia.jsonl": lines({
        question: "Big Apple?",
        answer: { value: "New York", aliases: ["NYC", "New York"] },
      }),
    },
    items: [["Big Apple?", ["New York", "NYC"]]],
  },
  {
    title: "examples with inputs and outputs",
    files: {
      "dataset.jsonl": lines(
        { id: "l1", inputs: { question: "1+1" }, outputs: { answer: "2" }, metadata: {} },
        { id: "l2", inputs: { a: "x", b: "y" }, outputs: { answer: "z" } },
      ),
    },
    items: [
      ["1+1", "2"],
      [{ a: "x", b: "y" }, "z"],
    ],
    notes: [/are examples/],
  },
];
