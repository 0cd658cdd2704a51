import { UNSEEN } from "#core/base/unseen.ts";
import { mayBeKey } from "#core/domain/secrets.ts";
import { bonesOf, formsOf, inBase64, isToldByBones } from "./key-forms.ts";

/**
 * Keys in use in this process are known by their value, and so they are found wherever they come back from: an endpoint
 * that echoes its headers, a log that an agent reads, a person's paste. Each is replaced by a mark that names it [S14].
 */
export type KeyMask = {
  /** From now on this value is hidden, also after it is no longer in use: it may still come back. */
  readonly note: (name: string, value: string) => void;
  /** The text with `[key NAME]` in place of every noted value: plain, split by what is not seen, escaped or encoded. */
  readonly hide: (text: string) => string;
};

type Key = {
  readonly mark: string;
  readonly pattern: RegExp;
  /** What its forms come to by letters and digits alone; none where that says nothing. */
  readonly forms: readonly string[];
};

export function createKeyMask(): KeyMask {
  const keys: Key[] = [];
  const known = new Set<string>();
  return {
    note: (name, given) => {
      const value = given.trim();
      if (!mayBeKey(value) || known.has(value)) return;
      known.add(value);
      const forms = isToldByBones(value) ? formsOf(value) : [];
      keys.push({ mark: `[key ${name}]`, pattern: patternOf(value), forms });
    },
    hide: (text) => {
      if (keys.length === 0) return text;
      const plainly = keys.reduce((hidden, { mark, pattern }) => hidden.replace(pattern, mark), text);
      return hideByBones(plainly, keys);
    },
  };
}

/** Hides what is written in another way: everything from the first to the last of the letters that make the key. */
function hideByBones(text: string, keys: readonly Key[]): string {
  // No form is shorter than its bones, and most texts are.
  const forms = keys.flatMap((key) => key.forms.map((form) => ({ form, mark: key.mark })));
  if (!forms.some(({ form }) => form.length <= text.length)) return text;
  let hidden = text;
  let bones = bonesOf(text);
  for (const { form, mark } of forms) {
    const parts: string[] = [];
    let end = 0;
    for (let from = bones.text.indexOf(form); from !== -1;) {
      const last = bones.at(from + form.length - 1);
      parts.push(hidden.slice(end, bones.at(from)), mark);
      end = last + widthAt(hidden, last);
      from = bones.text.indexOf(form, from + form.length);
    }
    if (parts.length === 0) continue;
    hidden = parts.join("") + hidden.slice(end);
    bones = bonesOf(hidden);
  }
  return hidden;
}

function widthAt(text: string, place: number): number {
  return String.fromCodePoint(text.codePointAt(place) ?? 0).length;
}

/** Longest forms first: what is inside another must not cut it in two. */
function patternOf(value: string): RegExp {
  const hexadecimal = Array.from(Buffer.from(value, "utf8"), (byte) => anyCase(byte, 2)).join(`${UNSEEN}*`);
  const forms = [
    spell(value, escapesOf),
    ...inBase64(value).map((form) => spell(form, variantsOf)),
    hexadecimal,
  ];
  return new RegExp(forms.join("|"), "gu");
}

function spell(value: string, ways: (character: string) => string): string {
  return Array.from(value, ways).join(`${UNSEEN}*`);
}

/** A character as it is, in a URL, in JSON and in HTML. */
function escapesOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const url = Array.from(Buffer.from(character, "utf8"), (byte) => `%${anyCase(byte, 2)}`).join("");
  return `(?:${literal(character)}|${url}|\\\\?\\\\u${anyCase(code, 4)}|&#0*${code};|&#x0*${anyCase(code, 1)};|\\\\${literal(character)})`;
}

/** A digit of base64, in either alphabet. */
function variantsOf(digit: string): string {
  if (digit === "+" || digit === "-") return "(?:[+-]|%2[Bb])";
  if (digit === "/" || digit === "_") return "(?:[/_]|%2[Ff])";
  return literal(digit);
}

function anyCase(code: number, width: number): string {
  return code
    .toString(16)
    .padStart(width, "0")
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
