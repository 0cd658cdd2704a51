import { canonicalJson } from "#core/base/canonical-json.ts";
import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";

/**
 * The body of a prompt's file [S51]: texts under marks, which are comments of Markdown in a line of their own.
 *
 *     <!-- system: rules -->       a message with its first section
 *     <!-- section: style -->      the next section of it
 *     <!-- user -->                a message of one section, called "text"
 *
 * One line end after a mark is no part of the text, nor are the two before the next mark and the one at the end of the
 * file. A line of a text that looks like a mark has a backslash before it.
 */
const LIKE_MARK = /^(\\*)<!--[ \t]*(system|user|assistant|section)\b([^\n]*)-->[ \t]*\r?$/;
const AFTER_WORD = /^(?::[ \t]*("(?:[^"\\]|\\.)*"|[^"{\s](?:[^{]*[^{\s])?))?[ \t]*(\{.*\})?$/;
const UNNAMED = "text";

type Role = "system" | "user" | "assistant";
type Mark = { readonly word: Role | "section"; readonly name: string | null; readonly more: JsonObject };

/** A mark with what follows it, up to the next; the first piece has none. */
type Piece = {
  readonly mark: Mark | null;
  /** The mark's line as it stands, with its end. */
  readonly head: string;
  readonly chunk: string;
  readonly eol: string;
  readonly line: number;
};

type Section = JsonObject & { readonly name: string; readonly text: string };
type Message = JsonObject & { readonly role: string; readonly sections: readonly Section[] };

export type PromptBody = {
  readonly messages: readonly Message[];
  readonly problems: readonly Omit<FileProblem, "file">[];
  /** For each section in order, the piece that holds its text. */
  readonly places: readonly number[];
  readonly pieces: readonly Piece[];
};

/** Reads a body; `line` is that of its first line, `eol` the line end before it. No messages where nothing stands in it. */
export function readBody(body: string, line: number, eol: string): PromptBody {
  const problems: Omit<FileProblem, "file">[] = [];
  const pieces = splitBody(body, { line, eol, problems });
  const messages: { role: Role; more: JsonObject; sections: Section[] }[] = [];
  const places: number[] = [];
  const open = (role: Role, more: JsonObject): void => void messages.push({ role, more, sections: [] });
  const add = (name: string, more: JsonObject, at: number): void => {
    if (messages.length === 0) open("user", {});
    messages.at(-1)?.sections.push({ ...more, name, text: textOf(pieces, at) });
    places.push(at);
  };
  for (const [at, { mark, chunk, line: place }] of pieces.entries()) {
    const isBlank = chunk.trim() === "";
    if (mark === null) {
      if (isBlank) continue;
      if (pieces.length === 1) add(UNNAMED, {}, at);
      else
        problems.push({
          line: place,
          path: "/messages",
          reason: "this text stands before the first mark, and so in no message",
        });
    } else if (mark.word === "section") add(mark.name ?? UNNAMED, mark.more, at);
    else {
      const isOnlyOpened = mark.name === null && isBlank && pieces[at + 1]?.mark?.word === "section";
      const isOfMessage = mark.name === null;
      open(mark.word, isOfMessage ? mark.more : {});
      if (!isOnlyOpened) add(mark.name ?? UNNAMED, isOfMessage ? {} : mark.more, at);
    }
  }
  return {
    messages: messages.map(({ role, more, sections }) => ({ ...more, role, sections })),
    problems,
    places,
    pieces,
  };
}

type Splitting = {
  readonly line: number;
  readonly eol: string;
  readonly problems: Omit<FileProblem, "file">[];
};

function splitBody(body: string, { line, eol, problems }: Splitting): Piece[] {
  const pieces: { mark: Mark | null; head: string; chunk: string; eol: string; line: number }[] = [
    { mark: null, head: "", chunk: "", eol, line },
  ];
  for (const [at, text] of linesOf(body).entries()) {
    const bare = text.endsWith("\n") ? text.slice(0, -1) : text;
    const found = LIKE_MARK.exec(bare);
    const mark = found === null || found[1] !== "" ? null : toMark(found);
    if (mark === null) {
      const last = pieces.at(-1);
      if (last !== undefined) last.chunk += text;
      if (found !== null && found[1] === "")
        problems.push({
          line: line + at,
          path: "/messages",
          reason: `"${bare.trim()}" is no mark as it stands: write <!-- ${found[2]}: NAME -->, or a backslash before it where it is text`,
        });
    } else
      pieces.push({
        mark,
        head: text,
        chunk: "",
        eol: text.endsWith("\r\n") ? "\r\n" : "\n",
        line: line + at,
      });
  }
  return pieces;
}

/** Each with its end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function toMark([, , word = "", rest = ""]: RegExpExecArray): Mark | null {
  const read = AFTER_WORD.exec(rest.trim());
  if (read === null) return null;
  const [, written, object] = read;
  try {
    const name = written?.startsWith('"') === true ? (JSON.parse(written) as string) : (written ?? null);
    const more: unknown = object === undefined ? {} : JSON.parse(object);
    const isOurs = ["role", "sections", "name", "text"].some((key) => Object.hasOwn(more as object, key));
    return name === "" || !isJsonObject(more) || isOurs ? null : { word: word as Mark["word"], name, more };
  } catch {
    return null;
  }
}

function textOf(pieces: readonly Piece[], at: number): string {
  const { chunk, eol } = pieces[at] as Piece;
  const begun = chunk.startsWith(eol) ? chunk.slice(eol.length) : chunk;
  const isLast = at === pieces.length - 1;
  const end = !isLast && begun.endsWith(eol + eol) ? eol.length * 2 : begun.endsWith(eol) ? eol.length : 0;
  return changeLikeMarks(begun.slice(0, begun.length - end), (line) =>
    line.startsWith("\\") ? line.slice(1) : line,
  );
}

function toChunk(text: string, eol: string, isLast: boolean): string {
  const safe = changeLikeMarks(text, (line) => `\\${line}`);
  return `${safe.startsWith(eol) ? eol : ""}${safe}${isLast ? eol : eol + eol}`;
}

function changeLikeMarks(text: string, change: (line: string) => string): string {
  if (!text.includes("<!--")) return text;
  return text
    .split("\n")
    .map((line) => (LIKE_MARK.test(line) ? change(line) : line))
    .join("\n");
}

/** Whether a body can say these messages: text with a NUL in it is taken for no text when it is read. */
export function canBeBody(messages: readonly Json[]): boolean {
  return messages.length > 0 && !JSON.stringify(messages).includes("\\u0000");
}

/** The messages as a body. `readBody` gives them back exactly. */
export function writeBody(messages: readonly Json[]): string {
  const all = messages as readonly Message[]; // Their form was checked when they came in.
  const [only] = all;
  if (all.length === 1 && only !== undefined && isPlain(only)) {
    return `\n${toPlainChunk((only.sections[0] as Section).text)}`;
  }
  const last = all.at(-1)?.sections.at(-1);
  const pieces = all.flatMap(({ role, sections, ...more }) => {
    const isApart = Object.keys(more).length > 0;
    const opening = isApart ? [`${formatMark(role, null, more)}\n\n`] : [];
    return [
      ...opening,
      ...sections.map((section, at) => {
        const { name, text, ...rest } = section;
        const word = at === 0 && !isApart ? role : "section";
        return `${formatMark(word, name, rest)}\n${toChunk(text, "\n", section === last)}`;
      }),
    ];
  });
  return `\n${pieces.join("")}`;
}

function toPlainChunk(text: string): string {
  return `${changeLikeMarks(text, (line) => `\\${line}`)}\n`;
}

function isPlain({ role, sections, ...more }: Message): boolean {
  const [only, ...others] = sections;
  if (only === undefined || others.length > 0 || role !== "user" || Object.keys(more).length > 0)
    return false;
  const { name, text, ...rest } = only;
  return name === UNNAMED && Object.keys(rest).length === 0 && text.trim() !== "";
}

function formatMark(word: string, name: string | null, more: JsonObject): string {
  const isBare =
    name === null || (/^[^"{}\s](?:[^{}\p{C}]*[^{}\s\p{C}])?$/u.test(name) && !name.includes("--"));
  const named = name === null ? "" : `: ${isBare ? name : escapeMark(JSON.stringify(name))}`;
  const rest = Object.keys(more).length === 0 ? "" : ` ${escapeMark(JSON.stringify(more))}`;
  return `<!-- ${word}${named}${rest} -->`;
}

/** Inside JSON these stand in texts alone. */
function escapeMark(json: string): string {
  return json.replaceAll(">", "\\u003e").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** The body with other texts in the same sections, all else as it stood; null where the sections are others. */
export function editBody({ pieces, places, messages }: PromptBody, target: readonly Json[]): string | null {
  const next = target as readonly Message[]; // As above.
  if (skeletonOf(messages) !== skeletonOf(next)) return null;
  const before = messages.flatMap(({ sections }) => sections);
  const chunks = new Map<number, string>();
  for (const [at, { text }] of next.flatMap(({ sections }) => sections).entries()) {
    const place = places[at];
    if (place === undefined || before[at]?.text === text) continue;
    const { eol, mark } = pieces[place] as Piece;
    if (mark === null)
      chunks.set(place, `${eol}${toChunk(text, eol, true).slice(text.startsWith(eol) ? eol.length : 0)}`);
    else chunks.set(place, toChunk(text, eol, place === pieces.length - 1));
  }
  return pieces.map(({ head, chunk }, at) => `${head}${chunks.get(at) ?? chunk}`).join("");
}

function skeletonOf(messages: readonly Message[]): string {
  return canonicalJson(
    messages.map(({ sections, ...rest }) => [rest, sections.map(({ text: _text, ...more }) => more)]),
  );
}
