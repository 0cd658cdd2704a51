import { formatDivergence, type Played } from "./replay.ts";

/**
 * Replays as JUnit XML, which CI systems read: a run that is not as recorded has failed, one that could not be replayed
 * is an error.
 */
export function toJunit(played: readonly Played[]): string {
  const failures = played.filter(({ replay }) => replay?.isIdentical === false).length;
  const errors = played.filter(({ replay }) => replay === null).length;
  const totals = `tests="${played.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="replay" ${totals}>`,
    `  <testsuite name="replay" ${totals}>`,
    ...played.map((each) => `    ${toCase(each)}`),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function toCase({ run, replay, error }: Played): string {
  const open = `<testcase classname="replay" name="${escape(run)}"`;
  if (error !== null)
    return `${open}><error type="${escape(error.code)}" message="${escape(error.message)}"/></testcase>`;
  const divergence = replay?.firstDivergence ?? null;
  if (divergence === null) return `${open}/>`;
  const [first = "", ...rest] = formatDivergence(divergence);
  const type = escape(divergence.class);
  return `${open}><failure type="${type}" message="${escape(first)}">${escape(rest.join("\n"))}</failure></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML 1.0 cannot say most control signs, nor halves of surrogate pairs, in any way. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text.replaceAll(FORBIDDEN, "\uFFFD").replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
