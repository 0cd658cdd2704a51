/** What a program or a person writes that JSON does not have, and what to call it. */
const FOREIGN: ReadonlyArray<readonly [sign: RegExp, why: string]> = [
  [
    /^\s*\{\s*'|[{,]\s*'[^']*'\s*:/,
    "its texts stand in single quotes, as Python prints them: write it with json.dumps",
  ],
  [
    /(?:^|[\s:[,])(?:-?Infinity|NaN|nan|-?inf)\s*(?=[,\]}\s]|$)/,
    "it holds NaN or Infinity, which are no numbers of JSON: write null",
  ],
  [
    /[:[,]\s*(?:None|True|False)\s*(?=[,\]}])/,
    "it holds None, True or False, as Python prints them: write it with json.dumps",
  ],
  [/[:[,]\s*undefined\s*(?=[,\]}])/, "it holds undefined, which JSON does not have"],
  [/^\s*(?:\/\/|#|\/\*)|[,{[\]}]\s*(?:\/\/|\/\*|#)/, "it holds a comment, which JSON does not have"],
  [/,\s*[\]}]/, "a comma stands before a closing bracket"],
  [/^\s*[A-Za-z_$][\w$]*\s*:|[{,]\s*[A-Za-z_$][\w$]*\s*:/, "a key stands without its quotes"],
];

/** Texts longer than this are not looked at: some of the signs take time by the square. */
const MOST_CHARACTERS = 100_000;

const STRING = /"(?:[^"\\\n]|\\.)*"/g;

/** Why a text is not JSON as far as that can be told, ": it holds a comment…"; empty where it cannot. */
export function whyUnparsed(text: string): string {
  const bare = text.slice(0, MOST_CHARACTERS).replaceAll(STRING, '""');
  const found = FOREIGN.find(([sign]) => sign.test(bare));
  return found === undefined ? "" : `: ${found[1]}`;
}
