import type { RandomStream } from "#core/base/keyed-random.ts";
import type { Intent } from "./intent.ts";
import { keep, typeOut } from "./protected-text.ts";
import { renderLine } from "./render-line.ts";
import { renderCurrency, renderDelivery, renderDiscount, renderUrgency } from "./render-requests.ts";
import { drawPriceForm, writeReceipt } from "./render-words.ts";
import type { DateForm, MessageStyle, Voice } from "./render-words.ts";
import { CHAT_ASIDES, CLOSINGS, DIGRESSIONS, FILLERS, GREETINGS, OPENERS } from "./small-talk.ts";

export const MIN_WORDS = 30;
export const MAX_WORDS = 120;

const TYPO_RATE = 0.22;

/** The intent as a customer's message: a header and a body. The body may be too long or too short for an item. */
export function renderMessage(intent: Intent, random: RandomStream): string {
  const voice = drawVoice(intent, random);
  const asides = drawAsides(voice);
  const sections = renderSections(intent, voice);
  const counted = (extra: readonly string[]): number =>
    countWords(layOut(intent, voice, [...sections, ...extra]));
  const wanted = random.integer(3);
  const used: string[] = [];
  while (used.length < asides.length && (used.length < wanted || counted(used) < MIN_WORDS)) {
    used.push(asides[used.length] ?? "");
  }
  const body = layOut(intent, voice, withAsides(used, sections, voice));
  const typos = random.chance(TYPO_RATE) ? 1 + random.integer(2) : 0;
  return `${renderHeader(intent, voice)}\n\n${typeOut(body, typos, random)}`;
}

/** Words of the body, the part below the header. */
export function countWords(body: string): number {
  return body.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word)).length;
}

function drawVoice(intent: Intent, random: RandomStream): Voice {
  const style = random.pick<MessageStyle>(["email", "email", "email", "chat", "chat", "dictated", "list"]);
  const isCurrencyApart = intent.currency !== null && random.chance(0.2);
  return {
    style,
    random,
    isCurrencyApart,
    priceForm: drawPriceForm(isCurrencyApart ? null : intent.currency, style, random),
    dateForm: random.pick<DateForm>(["day-month", "day-month", "month-day", "iso", "dotted"]),
  };
}

function renderHeader({ customer, receivedOn }: Intent, { random, style }: Voice): string {
  const from = random.pick(style === "dictated" ? ["From", "Caller"] : ["From", "From", "Customer"]);
  const lines = [`${from}: ${nameInHeader(customer, random)}`];
  if (receivedOn !== null) lines.push(writeReceipt(receivedOn, random));
  if (style === "dictated") lines.unshift("Phone note");
  if (style === "email" && random.chance(0.3))
    lines.push(`Subject: ${random.pick(["Order", "An order", "New order"])}`);
  return lines.join("\n");
}

function nameInHeader(customer: Intent["customer"], random: RandomStream): string {
  if (customer.kind === "firm") return customer.name;
  const { given, family } = customer;
  const name = `${given} ${family}`;
  return random.pick([
    name,
    name,
    `${name} <${given.toLowerCase()}.${family.toLowerCase()}@example.net>`,
    `${family}, ${given}`,
  ]);
}

/** Small talk to choose from, in the order in which it is taken. */
function drawAsides({ style, random }: Voice): string[] {
  const number = String(3 + random.integer(6));
  const texts = style === "chat" ? [...CHAT_ASIDES] : style === "list" ? [] : [...DIGRESSIONS];
  const other =
    style === "list" ? random.shuffle(DIGRESSIONS).slice(0, 4) : random.shuffle(DIGRESSIONS).slice(0, 2);
  const drawn = [...random.shuffle(texts).slice(0, 5), ...other];
  return [...new Set(drawn)].map((text) => text.replaceAll("{n}", number));
}

/** The order in its parts. The first is the list of items; corrections come anywhere after it. */
function renderSections(intent: Intent, voice: Voice): string[] {
  const { random } = voice;
  const wrongWord = intent.oddity?.kind === "wrong-word" ? intent.oddity.count : null;
  const lines = intent.lines.map((line, index) => renderLine(line, voice, index === 0 ? wrongWord : null));
  const afterthoughts = lines.flatMap(({ afterthought }) => (afterthought === null ? [] : [afterthought]));
  const label = voice.style === "list" && random.chance(0.5) ? "Note: " : "";
  const remarks = intent.remarks.map(({ text }) => `${label}${keep(text)}.`);
  const requests = [
    renderDelivery(intent, voice),
    renderDiscount(intent, voice),
    renderUrgency(intent, voice),
    renderCurrency(intent, voice),
    ...afterthoughts,
  ].filter((section) => section !== null);
  return [
    joinLines(
      lines.map(({ text }) => text),
      voice,
    ),
    ...mixIn(remarks, random.shuffle(requests), random),
  ];
}

/** Small talk goes anywhere between the parts, in a list only below the items. */
function withAsides(asides: readonly string[], sections: readonly string[], voice: Voice): string[] {
  if (voice.style !== "list") return mixIn(asides, sections, voice.random);
  const [items = "", ...requests] = sections;
  return [items, ...requests, ...asides];
}

/** Both lists in one, each in its own order. */
function mixIn(added: readonly string[], base: readonly string[], random: RandomStream): string[] {
  const mixed = [...base];
  let from = 0;
  for (const text of added) {
    from += random.integer(mixed.length - from + 1);
    mixed.splice(from, 0, text);
    from += 1;
  }
  return mixed;
}

function joinLines(lines: readonly string[], voice: Voice): string {
  const { style, random } = voice;
  if (style === "list") {
    const bullet = random.pick(["- ", "* ", "", "- "]);
    // Two items on one line, as people do when the paper is short.
    const [first, second, ...rest] = lines;
    const isPaired = second !== undefined && random.chance(0.35);
    const rows = isPaired ? [`${first ?? ""}; ${second}`, ...rest] : lines;
    return rows.map((row) => `${bullet}${row}`).join("\n");
  }
  const opener = random.pick(OPENERS[style]);
  if (style === "email" && lines.length > 1 && random.chance(0.4)) {
    return `${opener}:\n${lines.map((line) => `- ${line}`).join("\n")}`;
  }
  if (style === "chat" && lines.length > 1 && random.chance(0.5)) return `${opener}\n${lines.join("\n")}`;
  const last = lines.at(-1) ?? "";
  const [before, and] = [
    lines.slice(0, -1).join(", "),
    random.pick([" and ", ", then ", ", and also ", " plus "]),
  ];
  return `${opener} ${before === "" ? last : `${before}${and}${last}`}.`;
}

function layOut(intent: Intent, voice: Voice, sections: readonly string[]): string {
  const { style, random } = voice;
  const greeting = random.pick(GREETINGS[style]);
  const closing = random.pick(CLOSINGS[style]);
  const signature = intent.customer.kind === "firm" ? intent.customer.name : intent.customer.given;
  switch (style) {
    case "email":
      return `${greeting}\n\n${joinProse(sections)}\n\n${closing}\n${keep(signature)}`;
    case "chat":
      return [greeting, ...sections.map(unpunctuate), closing].join("\n");
    case "dictated":
      return [greeting, ...sections.map((text) => withFiller(text, random)), closing].join(" ");
    case "list":
      return [greeting, ...sections, closing].join("\n");
  }
}

/** Sentences run on in one paragraph; a block of several lines stands on its own. */
function joinProse(sections: readonly string[]): string {
  return sections.reduce((text, section, index) => {
    const isBlock = section.includes("\n") || (sections[index - 1] ?? "").includes("\n");
    return index === 0 ? section : `${text}${isBlock ? "\n\n" : " "}${section}`;
  }, "");
}

function unpunctuate(text: string): string {
  return text.replace(/\.$/, "");
}

function withFiller(text: string, random: RandomStream): string {
  if (!random.chance(0.35)) return text;
  // A marked remark keeps its capital: notes copy it letter for letter.
  const following = /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  return `${random.pick(FILLERS)} ${following}`;
}
