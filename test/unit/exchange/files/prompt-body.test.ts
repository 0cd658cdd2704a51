import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { editBody, readBody, writeBody } from "#core/exchange/files/prompt-body.ts";

const SEED = 57;
const PIECES = [
  "",
  "\n",
  "\r\n",
  "\r",
  "House rules:",
  "# A heading",
  "---",
  "```\n<!-- user -->\n```",
  "<!-- system -->",
  "<!-- section: rules -->\r",
  "\\<!-- user: a -->",
  "\\\\<!-- assistant -->",
  "<!-- a comment -->",
  "<!-- user guide -->",
  "{{ticket}}",
  "Grüße, 世界 \u2028 👋🏽",
  "  indented ",
  "\t",
];
const NAMES = [
  "text",
  "rules",
  "two words",
  '"quoted"',
  "a: b",
  "x {y}",
  "end -->",
  "line\nbreak",
  "é",
  "a--b",
  " ",
];
const ROLES = ["system", "user", "assistant"];

type Messages = Parameters<typeof editBody>[1];

function randomMessages(key: string): Messages {
  const random = keyedRandom(SEED, key);
  const text = (): string =>
    Array.from({ length: random.integer(5) }, () => random.pick(PIECES)).join(
      random.pick(["\n", "\r\n", ""]),
    );
  const more = (): object => (random.integer(6) === 0 ? { cache: { ttl: "-->" } } : {});
  return Array.from({ length: 1 + random.integer(3) }, () => ({
    ...more(),
    role: random.pick(ROLES),
    sections: Array.from({ length: 1 + random.integer(3) }, () => ({
      ...more(),
      name: random.pick(NAMES),
      text: text(),
    })),
  }));
}

const read = (body: string) => readBody(body, 1, "\n");

describe("[S51] the texts of a prompt come back from its file exactly", () => {
  it(`whatever they hold (3000 prompts drawn with seed ${SEED})`, () => {
    for (let each = 0; each < 3000; each += 1) {
      const messages = randomMessages(`prompt ${each}`);
      const { messages: again, problems } = read(writeBody(messages));
      expect([again, problems]).toEqual([messages, []]);
    }
  });

  it("also where one text of them is changed, and no other byte of the body", () => {
    for (let each = 0; each < 2000; each += 1) {
      const before = read(
        writeBody(randomMessages(`before ${each}`)).replaceAll("-->\n", each % 2 === 0 ? "-->\n" : "-->\r\n"),
      );
      const target = before.messages.map((message, at) => ({
        ...message,
        sections: message.sections.map((section, place) =>
          at === 0 && place === 0
            ? { ...section, text: `${PIECES[each % PIECES.length] ?? ""}\nnew` }
            : section,
        ),
      }));
      const body = editBody(before, target);
      expect(read(body ?? "").messages).toEqual(target);
      expect(editBody(before, before.messages)).toBe(
        before.pieces.map(({ head, chunk }) => head + chunk).join(""),
      );
    }
  });

  it("a text alone is one message of the user, its last line end no part of it", () => {
    expect(read("\nSort this: {{ticket}}\n").messages).toEqual([
      { role: "user", sections: [{ name: "text", text: "Sort this: {{ticket}}" }] },
    ]);
    expect(writeBody(read("Sort this: {{ticket}}\n").messages)).toBe("\nSort this: {{ticket}}\n");
  });

  it("marks may stand with or without blank lines around them", () => {
    const tight = read("<!-- system: role -->\nA\n<!-- section: rules -->\nB\n<!-- user -->\n{{x}}").messages;
    expect(
      read("\n<!-- system: role -->\n\nA\n\n<!-- section: rules -->\n\nB\n\n<!-- user -->\n\n{{x}}\n")
        .messages,
    ).toEqual(tight);
    expect(
      tight.map(({ role, sections }) => [role, sections.map(({ name, text }) => `${name}=${text}`)]),
    ).toEqual([
      ["system", ["role=A", "rules=B"]],
      ["user", ["text={{x}}"]],
    ]);
  });

  it.each([
    ["text before the first mark", "Hello\n<!-- user -->\nA", 1, "in no message"],
    ["a mark without its colon", "<!-- section rules -->\nA", 1, "is no mark as it stands"],
    ["a mark with a half object", "A\n<!-- user: x {oh} -->\n", 2, "is no mark as it stands"],
  ])("%s is told with its line", (_what, body, line, reason) => {
    expect(read(body).problems[0]).toMatchObject({ line, reason: expect.stringContaining(reason) as string });
  });
});
