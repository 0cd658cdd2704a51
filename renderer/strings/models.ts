import type { RouteOrder } from "#core/domain/route.ts";

/** Words for the choice of a model, wherever one is meant. */
export const modelStrings = {
  choose: "Choose a model",
  models: "Models",
  search: "Find a model",
  searchHint: "Search, or type CONNECTION/NAME",
  searchOnlyHint: "Search, or type a name",
  recent: "Measured by before",
  asTyped: "As typed",
  nothing: "No model has that in its name.",
  addConnection: "Add a connection…",
  connections: "All connections",
  openConnections: "Open connections",
  open: (connection: string) => `Open ${connection}`,
  more: (count: string) => `and ${count} more: type to find one`,
  priceHead: "USD per million tokens, in · out",
  simulatedTitle: "A stand-in for a model that is part of the program: no key, no network",
  routes: "Routes, of which one model answers",
  orders: {
    listed: (models: string) => `the first that answers of ${models}`,
    cheapest: (models: string) => `the cheapest of ${models}`,
  } satisfies Record<RouteOrder, (models: string) => string>,
  unknownPriceTitle: "What does this model cost?",
  goOn: "Go on",
  unknownPriceNote:
    "Give it a price under prices in workspace.yaml (US dollars per million tokens), or tick this and go on:",
  allowUnknownPrice: "It may cost what it does; nobody knows how much",
  notices: {
    reading: "asking what it has…",
    silent: "says nothing of what it has: type a name",
    refused: "would not say what it has",
    untrusted: "came with the workspace, not trusted yet",
    wrong: "not in order",
    keyless: "no key for it yet",
  },
} as const;
