import { markExamples } from "./mark-examples.ts";

export type Token = {
  readonly word: string;
  /** Inside quotation marks: mentioned, not said, so it negates nothing. */
  readonly isQuoted: boolean;
};

/** Different words for one thing, brought to one form, in this order. Applied to lower-case text. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/[’‘`´]/g, "'"],
  [/“|”|«|»/g, '"'],
  [/""|''(?!\w)/g, " @empty "],
  [/\bcannot\b/g, "can not"],
  [/n't\b/g, " not"],
  [/'s\b|s'(?=\s)/g, ""],
  [/\bi'm\b/g, "i am"],
  [/\b(?:e\.g\.|i\.e\.|eg|for instance|such as|for example)/g, " like "],
  [/%/g, " percent "],
  [/€/g, " eur "],
  [/\$/g, " usd "],
  [/£/g, " gbp "],
  [/(?<![-=])[-=]+>|→|⇒/g, " becomes "],
  [/>=|≥/g, " at least "],
  [/(?<![<\w])[=](?![>=])/g, " means "],
  [/\+/g, " plus "],
  [/&/g, " and "],
  [/(?<=\w)_(?=\w)/g, ""],
  [/\s[-–—]+\s|—|–/g, " ; "],
  [/\b(?:not|nothing) only\b/g, "both"],
  [/\bnothing (?:but|except|other than|apart from|besides)\b/g, "only"],
  [/\b(?:no|not) (?:less|fewer|closer|sooner) than\b|\bat minimum\b|\bat the least\b/g, "at least"],
  [/\bno matter\b/g, "whatever"],
  [/\bno later than\b/g, "by"],
  [/\bas (?:if|though)\b/g, "like"],
  [/\beven (?:if|when|though|for|after|on|in|with|where|above|over|then)\b/g, "evenif"],
  [/\b(?:summ?|add|adds|added|adding|sums|summed|summing|totall?ed|totall?ing|tot) ?up\b/g, "sumup"],
  [/\b(?:given|first|christian|fore) ?names?\b|\bforenames?\b/g, "givenname"],
  [/\b(?:family|last|second|sur) ?names?\b|\bsurnames?\b/g, "familyname"],
  [/\bunit ?prices?\b/g, "unitprice"],
  [/\b(?:deliver on date|deliver ?on field)\b/g, "deliveron"],
  [/\b(?:double|cross)[ -]?check/g, "recheck"],
  [
    /\b(?:read|look at|check|go through) ((?:\S+ ){1,6}?)(?:again|once more|twice|a second time)\b/g,
    "recheck $1",
  ],
  [/\bstarting points?\b/g, "start"],
  [/\bre-?(?=(?:read|check|examine|inspect)\b)/g, "re"],
  [
    /\b(?:go|goes|going|look|looks|looking|read|reading) (?:\w+ ){0,2}?(?:over|through)\b(?! (?:the |a |our )?(?:calc|tool))/g,
    "lookover",
  ],
  [/\b(?:second|another|last|final|closer|fresh) (?:look|glance|pass)\b/g, "lookover"],
  [/\b(?:cut|cuts|cutting|chop|chopped|chops|lop) off\b/g, "cutoff"],
  [/\b(leave|leaves|leaving|left) (?:(?!blank|empty)(\S+(?: \S+){0,3}) )?out\b/g, "omit $2"],
  [/\b(?:change|changes|changed|changing) (?:his|her|their|its|one|your|the) minds?\b/g, "changemind"],
  [/\bas soon as possible\b|\b(?:right|straight) away\b|\bat once\b/g, "asap"],
  [
    /\b(?:exactly |just )?(?:as|the way) (?:is|it is|they are|it was|they were|they stand|it stands|given|it comes|they come)\b/g,
    "asis",
  ],
  [/\bword[ -](?:for|by)[ -]word\b/g, "verbatim"],
  [
    /\b(first|last|latest|original|initial|final|later|latter|earlier|coming|upcoming|closest|nearest|even|following|same|other|next|only|this|that|which|the|every|each|correct|right|new|old) ones?\b/g,
    "$1 thing",
  ],
  [/\bdelivery (?:date|day)(s?)\b/g, "deliverydate$1"],
  [/\bhow (?:many|much)\b/g, "howmany"],
  [/\b(?:business|working|work|banking|office)[ -]?days?\b|\bworkdays?\b/g, "workday"],
  [/\bweekday (?:that|which) is a workday\b/g, "workday"],
  [/\bmonday (?:to|till|until|through|-) friday\b/g, "workweek"],
  [/\bfull stops?\b/g, "dot"],
  [/\bsingle handedly\b/g, "alone"],
  [/\bbanker\b|\bbankers\b/g, "banker"],
  [/\b(?:so that|in order to|so as to)\b/g, "because"],
];

const NUMBERS: Readonly<Record<string, string>> = {
  one: "1", two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", ten: "10",
  eleven: "11", twelve: "12", twenty: "20", fifty: "50", hundred: "100", zero: "0", nought: "0", naught: "0",
}; // prettier-ignore

/** A sentence as words and punctuation, with number words as digits, examples as markers and synonyms merged. */
export function normaliseSentence(sentence: string): readonly Token[] {
  const marked = markExamples(sentence).toLowerCase();
  const merged = SAME.reduce((text, [from, to]) => text.replace(from, to), marked)
    .replace(/\b(?:a|one|1)[ -]hundred\b/g, "100")
    .replace(/\b(?:two|2)[ -]hundred\b/g, "200");
  const words =
    merged.match(/@?[a-z0-9]+(?:(?:[.-](?=\d)|(?<=@\w+)-)[a-z0-9]+)*|[,;:()"]|(?<= )'|'(?= )/g) ?? [];
  let isQuoted = false;
  const tokens: Token[] = [];
  for (const word of words) {
    if (word === '"') isQuoted = !isQuoted;
    else if (word !== "'") tokens.push({ word: NUMBERS[word] ?? word, isQuoted });
  }
  return tokens;
}
