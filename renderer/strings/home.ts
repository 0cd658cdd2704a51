import { formatPlural } from "#renderer/ui/format.ts";

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
  ask: (runs: number) => `Run ${formatPlural(runs, "item")}`,
  noAgentTitle: "There is no agent here yet",
  noAgentText:
    "An empty workspace has neither an agent nor items. A practice workspace has both: run `init` in another folder.",
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
    "Share of validation items with every field right, with 95 % intervals. Each point rests on the items it was last measured on. They were used for selection.",
  scoreSince: (commits: string) => `Head has not been measured: ${commits} since the last point.`,
  scoreEmpty: "Nothing has been measured yet",
  scoreEmptyText: "The first assessment of a session puts the first point here.",
  scorePoint: (id: string, message: string, figure: string) => `${id} ${message}: ${figure}`,
  headFlag: "head",
  spend: "Spend",
  spendOf: (session: string) => `Session ${session}`,
  spendAll: (count: string) => `All ${count}`,
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
  verdicts: { accept: "gate accepts", reject: "gate rejects", undecided: "undecided" },
} as const;
