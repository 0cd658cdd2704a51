import { formatCount, formatPlural } from "#renderer/text/format.ts";

const FLIPS = (fixed: number, broken: number): string =>
  `${formatPlural(fixed, "item")} fixed, ${formatCount(broken)} broken`;

/** Below it the absence of lost items shows too little. */
const FEW_ITEMS = 150;
const STAND_IN =
  "The simulated model cannot read words: it learns that this was refused, and “one change at a time” holds the session to one hypothesis per proposal. Your words stay on record.";
const NOBODY = "It belongs to no session, so nobody proposes again. Your words stay on record.";

const REJECT_READERS = {
  model:
    "Reason and chips go to the session's model with its next reflection; the same change is not made again.",
  "stand-in": STAND_IN,
  nobody: NOBODY,
} as const;

const SEND_BACK_READERS = {
  model:
    "Reason and chips go to the session's model with its next reflection, which may try again with them in mind.",
  "stand-in": STAND_IN,
  nobody: NOBODY,
} as const;

/** Words of the review desk. */
export const reviewStrings = {
  flips: FLIPS,
  unassessed: "Not assessed yet: nothing is known about what this change does.",
  moves: (up: number, down: number) => `${formatPlural(up, "item")} better, ${formatCount(down)} worse`,
  besideScore: (flips: string, effect: string) => `${flips}, mean score ${effect}`,
  moreRight: (flips: string) => `More items fully right: ${flips}; luck is an unlikely explanation.`,
  moreBetter: (moves: string, flips: string) =>
    `More items better than worse, and no fewer fully right: ${moves}; ${flips}.`,
  moreBetterAlone: (moves: string, isNoneWorse: boolean, fixed: number) =>
    `More items better than worse, and none ${isNoneWorse ? "" : "fully right "}the worse for it: ${moves}${
      fixed === 0 ? "" : `, ${formatCount(fixed)} of them now fully right`
    }.`,
  improvementShown: (what: string) => `Likely better: ${what}; luck is an unlikely explanation.`,
  noWorseShown: (flips: string) => `Likely no worse: ${flips}; that it does harm is an unlikely explanation.`,
  unsafe: (count: number) => `Not safe: ${formatPlural(count, "safety check")} failed, so it was not run.`,
  harmful: (flips: string) => `Likely worse: ${flips}; luck is an unlikely explanation.`,
  tooSmall: (most: string) => `Likely better, but by ${most} at most: less than is worth having.`,
  notWorthHaving: (flips: string, most: string) => `Likely not worth having: ${flips}, ${most} at most.`,
  guardWorse: (flips: string, guards: readonly string[]) =>
    `Not approved by the gate: ${flips}, and it is likely worse on ${guards.join(" and ")}.`,
  horizonPassed: (flips: string) =>
    `Not decided: ${flips}; this session has used up the assessments it may accept from.`,
  belowMinimum: (what: string) =>
    `Not decided: ${what}; likely better, but less than the smallest effect asked for.`,
  moreBroken: (moves: string, flips: string) =>
    `Not decided: ${moves}, but fully right are more lost than won: ${flips}.`,
  meanLower: (flips: string, effect: string) => `Not decided: ${flips}, but the mean score fell: ${effect}.`,
  wholesInDoubt: (moves: string, flips: string, n: number) =>
    `Not decided: ${moves}, but it is not shown yet that none fully right is lost for it: ${flips}.${
      n < FEW_ITEMS ? ` That takes about ${FEW_ITEMS} items where none becomes fully right.` : ""
    }`,
  poolUsedUp: (what: string, n: number) =>
    `Not decided: ${what} ${n === 1 ? "on the only item" : `over all ${formatCount(n)} items`}.`,
  moreNeeded: (what: string, n: number) => `Not decided yet: ${what} of ${formatCount(n)} so far.`,
  couldBeLuck: "Luck could explain it.",
  notLuck: "More became worse than better; how much worse is not settled.",
  evidenceShort: (evidence: string, level: string, number: number) =>
    `Hardly luck, but the evidence came to ${evidence} of the ${level} it needs in assessment ${number} of this session.`,
  allCorrect: "items fully right",
  meanScore: "mean score",
  verdicts: { accept: "Accepted by the gate", reject: "Rejected by the gate", undecided: "Undecided" },
  verdictMarks: { accept: "gate accepts", reject: "gate rejects", undecided: "undecided" },
  was: (mark: string) => `was: ${mark}`,
  forecastReached: "enough evidence",
  forecastClosed: "this session can accept no more",
  forecastNoSign: "no sign of improvement",
  forecastItems: (items: number, isEnough: boolean) =>
    `about ${formatCount(items)} more${isEnough ? "" : ", more than the set has left"}`,
  forecastNotHere: (items: number) => `not with this dataset: about ${formatCount(items)} more`,
  changes: "Changes",
  evidence: "Evidence",
  base: "Compare with",
  baseProposal: (label: string) => `base · ${label}`,
  baseHead: (label: string) => `head · ${label}`,
  baseNote: "Parts can be chosen against the proposal's own base.",
  side: "Side by side",
  inline: "Inline",
  wrap: "Wrap",
  onlyChanges: "Only what differs",
  layout: "Layout of the difference",
  before: (name: string) => `${name} before`,
  after: (name: string) => `${name} after`,
  lock: "Locked: every change must keep this text as it is.",
  locked: (count: number) => formatPlural(count, "locked region"),
  hunkTake: (at: number, of: number, name: string) => `Take part ${at} of ${of} in ${name}`,
  takeAll: (name: string) => `Take all of ${name}`,
  taken: (taken: number, total: number) => `${taken} of ${total}`,
  /** `from` is null for what is new. */
  step: (from: string | null, to: string) => (from === null ? `New, ${to}` : `${from} → ${to}`),
  otherChanges: "Changes outside the variables; they stand or fall with the whole.",
  hidden: (what: string) => `After the change this holds ${what}. Each is written out below.`,
  hiddenGone: "Characters that cannot be seen, or other ends of lines, are taken out.",
  recordSource: "where it is from",
  recordAdded: "new record",
  recordGone: "record taken out",
  recordChanged: "record changed",
  wholeValue: "whole value",
  by: (author: string) => `by ${author}`,
  byOptimizer: (name: string) => `by the optimizer (${name})`,
  iteration: (iteration: number) => `iteration ${iteration}`,
  resources: (count: number) => formatPlural(count, "resource"),
  nearly: (status: string, share: string) => `nearly the same (${share} of its words) as the ${status}`,
  supersededBy: (id: string) => `superseded by proposal ${id}`,
  derivedFrom: (id: string) => `from proposal ${id}`,
  measures: {
    correct: "Items fully right",
    net: "Items better less items worse",
    score: "Mean score",
  },
  acceptedBy: "accepted by this",
  atFixedN: (effect: string) => `${effect}, right only had n been set beforehand`,
  arms: (before: string, after: string, n: number) => `${before} → ${after} of these ${formatCount(n)}`,
  changedItems: {
    broken: "Broken",
    worse: "Worse, though not fully right before",
    fixed: "Fixed",
    better: "Better, though not fully right yet",
  },
  showMore: (count: number) => `${count} more`,
  flipTitle: (item: string, className: string | null, score: string) =>
    `${item}${className === null ? "" : `, ${className}`}, score ${score}: open the candidate's run`,
  flipBefore: "run before",
  flipBeforeShort: "before",
  perItem: { tokens: "Tokens per item", calls: "Calls per item", usd: "Cost per item" },
  answeredBy: (model: string) => `Answered by ${model}`,
  callsInArms: (before: number, after: number) => `${formatCount(before)} → ${formatPlural(after, "call")}`,
  costPerGain: "Dearer by more than a fifth: see whether what it gains is worth that.",
  cost: "Measuring it cost",
  safety: "Safety",
  why: "Why",
  cites: (count: number) => `cites ${formatPlural(count, "run")}`,
  citation: (item: string) => `run of ${item}`,
  confidence: (share: string) => `confidence ${share}`,
  hypothesesNote:
    "Counts of runs in these sentences are of the runs that the optimizer was shown, not of all that ran.",
  noHypotheses: "It rests on no hypotheses.",
  rule: "Rule",
  statistics: "Statistics",
  anytime: "Decides: may be watched while it grows",
  fixedN: "Describes: fixed n, right only had n been set beforehand",
  eValue: {
    correct: "Evidence (E), fully right",
    net: "Evidence (E), better than worse",
    score: "Evidence (E), mean score",
  },
  eValueOf: (value: string, peak: string) => `${value}, at its peak ${peak}`,
  eLevel: "Level each needs",
  eLevelNone: "out of reach",
  mcnemar: "Chance of this by luck: McNemar, two-sided p",
  midP: "The same, less cautious (mid-p)",
  tango: "95 % interval (Tango)",
  signFlip: "Chance of this by luck: sign-flip, two-sided p",
  meanOf: { bca: "95 % interval (BCa bootstrap)", t: "95 % interval (Student)" },
  eNote:
    "E says how many times better a change that helps foretells these outcomes than one that does nothing. Below 1 speaks against it. The gate accepts at the level.",
  units: (count: number) => formatPlural(count, "unit"),
  wear: "Uses of these validation items",
  wearOf: (count: number) =>
    `${formatPlural(count, "use")} so far: assessments, and proposals by somebody who had seen some of them`,
  wearHigh: "used so often that a fresh set should confirm",
  assessmentNumber: "Assessment of the session",
  guards: "Guards",
  guardWorseMark: "shown worse",
  guardFine: "not shown worse",
  forecast: "More items",
  calls: (count: number) => formatPlural(count, "call"),
  baseWord: "base",
  ruleWas: (rule: string) => `by the rule “${rule}”`,
  costSimulated: "0.00 USD, simulated",
  costUnknown: "cost unknown",
  overrideConfirm: "Approve against the gate",
  unmeasuredConfirm: "Approve without evidence",
  saveEditTitle: "Save the edit as a proposal",
  decidedBy: (kind: string, by: string) => `${kind} by ${by}`,
  override: (known: string) => `approved against the gate${known === "" ? "" : `: ${known}`}`,
  overrideUnmeasured: "approved without evidence",
  decisionKinds: { approve: "approved", reject: "rejected", "send-back": "sent back", defer: "deferred" },
  informed: "its maker saw validation items",
  informedTitle:
    "Somebody who had looked at validation items had a say in it: on the same items its verdict may flatter it.",
  staleTitle: "Stale evidence",
  staleText: "The system has changed since this was measured. The figures are about another one.",
  assessFirst: "Unassessed: it can be approved once it has been measured.",
  assessOff: (session: string) =>
    `Session ${session} is running, and its tests are made one after another: pause it, or wait until it asks.`,
  assessMore: "Assess with other caps…",
  assessMoreTitle: "Assess with other caps",
  assessMoreText: (session: string) =>
    `A cap ended session ${session}, and would end this too. These replace its caps; an empty field sets none.`,
  assessMoreConfirm: "Assess",
  editOnHead: "Edit on the present head…",
  obstacleText: (why: string) => `It does not fit on the present head: ${why}. Edit it there, or reject it.`,
  obstacleNote: "The difference is shown against the present head, whose lines it would take back.",
  remainder: {
    partial: "About the whole change. What you left out makes it another one, of which nothing is known yet.",
    edited:
      "About the change as it was proposed. With your edit it is another one, of which nothing is known yet.",
  },
  subset: (n: number) =>
    `On the ${formatPlural(n, "item")} that this assessment drew. Another draws others, so that its “before” can differ on the same head.`,
  supersededText: "Superseded by another that was made from it:",
  refusedText: "A safety check failed, so there is nothing to decide.",
  failedText: "It could not be assessed, so there is nothing to decide.",
  headWord: "head",
  reviewNext: (id: string) => `Review proposal ${id}`,
  toSession: (session: string) => `To session ${session}`,
  assessPlanned: (plan: string) => `Assess (${plan})`,
  assessAgainPlan: (plan: string) => `Assess again (${plan})`,
  assessPlan: (runs: number, cost: string) => `about ${formatPlural(runs, "run")}, ${cost}`,
  assessStop: "Stop assessing",
  approve: "Approve",
  approveOffTitle: "Assess it first",
  approveAgainst: "Approve against the gate…",
  approveWithout: "Approve without evidence…",
  derive: (taken: number, total: number) => `Propose ${taken} of ${formatPlural(total, "part")}…`,
  deriveTitle: "What is left out makes this another proposal, which has to be assessed.",
  nothingTaken: "Every part is left out: reject it instead.",
  reject: "Reject",
  sendBack: "Send back",
  more: "More decisions",
  edit: "Edit…",
  defer: "Defer",
  reopen: "Bring back",
  takeEverything: "Take every part again",
  editingMark: "editing",
  editing: "Editing: what you save becomes a proposal of its own, which has to be assessed.",
  editSave: "Save as a proposal…",
  editStop: "Discard edits",
  comment: "Reason",
  summary: "What this proposal does",
  rejectTitle: (id: string) => `Reject proposal ${id}`,
  rejectText: (reader: "model" | "stand-in" | "nobody") => REJECT_READERS[reader],
  sendBackTitle: (id: string) => `Send proposal ${id} back`,
  sendBackText: (reader: "model" | "stand-in" | "nobody") => SEND_BACK_READERS[reader],
  overrideTitle: (id: string) => `Approve proposal ${id} against the gate`,
  overrideText: (known: string) =>
    `The gate did not accept it. What is known, ${known}, and your reason are kept with the commit, which is marked as approved against the gate.`,
  unmeasuredTitle: (id: string) => `Approve proposal ${id} without evidence`,
  unmeasuredText:
    "No item was measured. Your reason is kept with the commit, which is marked as approved without evidence.",
  known: (flips: string, headline: string) => `${flips}, ${headline}`,
  deriveDialog: (taken: number, total: number) => `Propose ${taken} of ${formatPlural(total, "part")}`,
  deriveText:
    "It starts from the present head and has to be assessed before it can be approved. The original stays open until then.",
  deriveConfirm: "Make the proposal",
  partOf: (summary: string) => `Part of: ${summary}`,
  takesOut: (text: string) => `Take out: ${text}`,
  editSummary: (summary: string) => `${summary} (edited)`,
  ifRejected: "If rejected, head stays as it is.",
  ifRejectedWaiting: (session: string) =>
    `If rejected, head stays as it is and session ${session} goes on with the next iteration.`,
  approved: (id: string) => `Proposal ${id} approved.`,
  rejected: (id: string) => `Proposal ${id} rejected.`,
  sentBack: (id: string) => `Proposal ${id} sent back.`,
  deferred: (id: string) => `Proposal ${id} deferred.`,
  reopened: (id: string) => `Proposal ${id} waits for a decision again.`,
  approvedInstead: (id: string, origin: string) =>
    `Proposal ${id} approved. It supersedes proposal ${origin}.`,
  goesOnIn: (session: string, seconds: number) => `Session ${session} goes on in ${seconds} s.`,
  goOnNow: "Go on now",
  waitsForNothing: (session: string) => `Session ${session} waits, and nothing is left to decide.`,
  letGoOn: (session: string) => `Let session ${session} go on`,
  hold: (session: string) => `Keep session ${session} waiting`,
  staysWaiting: (session: string) => `Session ${session} stays where it is until you resume it.`,
  next: "Next proposal",
  previous: "Proposal before",
  nextHunk: "Next part of the change",
  previousHunk: "Part before",
  toggleHunk: "Take or leave the part",
  toggleLayout: "Side by side or inline",
  commentKey: "Send back with a comment",
  confirmKey: "Confirm",
} as const;
