import type { OfferStanding } from "#core/domain/offer.ts";
import { formatPlural } from "#renderer/text/format.ts";

/** Words of the first screen. */
export const homeStrings = {
  title: "Home",
  practiceTitle: "An item, as the agent does it now",
  practiceHead: "Order desk · a practice workspace",
  simulatedNote: "simulated model: no key, no network",
  lead: (right: number, of: number) =>
    `An agent turns messages into orders. It gets ${right} of ${of} right.`,
  leadAny: (agent: string, right: number, of: number) =>
    `${agent} works through your items. It gets ${right} of ${of} right.`,
  leadNote: "These are training items. Here is one of them.",
  message: "Message",
  comparedWith: "compared with",
  runLink: "See how it went",
  start: "Start improving",
  ahead: (time: string, cost: string) => `first proposal ${time}, ${cost}`,
  underMinute: "in under a minute",
  aboutMinutes: (minutes: number) => `in about ${minutes} min`,
  simulatedCost: "0.00 USD",
  unknownCost: "cost unknown",
  startNote:
    "The agent works through training items, looks for what goes wrong and proposes a change. Each is measured on other items, and you decide.",
  lookAround: "Look around first",
  askTitle: (agent: string) => `See how ${agent} does`,
  askText: (runs: number, model: string) =>
    `It runs ${formatPlural(runs, "training item")} on ${model}, which may cost money.`,
  askUnknownPrice: "Nobody has said what this model costs: whoever runs it lets it cost what it does.",
  ask: (runs: number) => `Run ${formatPlural(runs, "item")}`,
  noAgentTitle: "There is no agent here yet",
  noAgentText:
    "An empty workspace has neither an agent nor items. Import items now; a new practice workspace, which has both, is made where workspaces are opened.",
  noDataTitle: "There are no items yet",
  noDataText: "Improving needs items with known answers: import a file, or paste some.",
  importData: "Import items",
  needs: "Needs you",
  nothingWaits: "Nothing is waiting for you",
  nothingWaitsText:
    "Proposals to decide about, sessions that stopped, stale evidence and caps that come near will stand here.",
  startSession: "Start a session",
  score: "Score over commits",
  scoreNote:
    "Share of validation items that are right, with 95 % intervals. A line joins versions measured on the same items; others differ by their items, too.",
  scoreSince: (commits: string) => `Head has not been measured: ${commits} since the last point.`,
  scoreEmpty: "Nothing has been measured yet",
  scoreEmptyText: "The first assessment of a session puts the first point here.",
  scorePoint: (id: string, message: string, figure: string) => `${id} ${message}: ${figure}`,
  pointBy: { session: "by a session, which chose by these items", evaluation: "by an evaluation" },
  pointElsewhere: (commit: string) => `as measured at ${commit}, where the agent is the same`,
  measure: {
    button: "Measure head…",
    title: "Measure head on validation?",
    text: (items: string, dataset: string, model: string) =>
      `It runs the agent as it is at head on up to ${items} validation items of ${dataset}, by ${model}. Runs that are on record are not made again.`,
    cost: {
      nothing: () => "0.00 USD: the model is simulated.",
      unknown: () => "What it costs is not known: nothing was assessed yet with a price.",
      about: (usd: string) => `About ${usd} at most, by what assessments cost so far.`,
    },
    confirm: "Measure",
    running: "Measuring head",
    progress: (done: string, total: string) => `${done} of ${total} items`,
    done: (figure: string) => `Head: ${figure}`,
  },
  headFlag: "head",
  spend: "Spend",
  spendOf: (session: string) => `Session ${session}`,
  spendAll: (sessions: string, runs: string | null) =>
    runs === null ? `All ${sessions}` : `All ${sessions} and ${runs} outside of them`,
  noCap: "no cap",
  ofCap: (cap: string) => `of ${cap}`,
  caps: { usd: "Money", tokens: "Tokens", calls: "Calls", seconds: "Time" },
  need: {
    proposal: (id: string) => `Proposal ${id}`,
    decide: "Review",
    stale: "Evidence is stale: what it touches has changed since",
    assessAgain: "Assess again",
    session: (id: string) => `Session ${id}`,
    open: "Open",
    nearCap: (cap: string, share: string) => `${cap} ${share} used`,
    interrupted: "It was cut off when the program ended. Nothing finished is lost.",
    unassessed: "unassessed",
    obstacle: "does not fit head",
    obstacleText: "The head changed what it changes: edit it there, or reject it",

    decided: "Its proposal is decided; it goes on when you resume it.",
  },
  stopped: {
    cap: "stopped by a cap",
    stall: "stalled",
    error: "stopped by an error",
    paused: "paused",
    waiting: "waiting",
    interrupted: "interrupted",
    running: "running",
  },
  offer: {
    list: (names: readonly string[]) => new Intl.ListFormat("en").format(names),
    brings: (names: string) =>
      `This version of the program brings ${names}. Nothing of it comes in by itself.`,
    leftAlone: (names: string) =>
      `This version of the program has newer texts of ${names}. They were changed or retired here, and stay as they are.`,
    look: "Look at it…",
    leave: "Do without",
    seen: "Seen",
    take: "Bring in",
    title: "What this version of the program brings",
    text: "Taken, it is one commit of yours, which can be undone. A session whose workspace has none of these in use asks with the program's own.",
    changes: "What it changes",
    nothing: "The workspace has all that this version ships.",
    standings: {
      new: "new",
      newer: "newer than what is here, which is as it came",
      changed: "newer, but yours was changed: it stays",
      archived: "newer, but yours is archived: it stays",
    } satisfies Record<OfferStanding, string>,
    wasLeft: "left before",
    taken: "Brought in what this version ships",
    left: "Left: it is not offered again until another version of it ships",
  },
  verdicts: { accept: "gate accepts", reject: "gate rejects", undecided: "undecided" },
} as const;
