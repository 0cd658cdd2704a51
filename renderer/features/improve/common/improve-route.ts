import { hrefTo, type Route } from "#renderer/navigation/route.ts";

/** What of the view is on screen: a session, a proposal, or whatever needs the person most. */
export type ImprovePlace =
  | { readonly kind: "session"; readonly session: string }
  | { readonly kind: "proposal"; readonly proposal: string }
  | { readonly kind: "front" };

export function placeOf({ parts: [kind, id] }: Pick<Route, "parts">): ImprovePlace {
  if (kind === "session" && id !== undefined) return { kind, session: id };
  if (kind === "proposal" && id !== undefined) return { kind, proposal: id };
  return { kind: "front" };
}

export function hrefToSession(session: string): string {
  return hrefTo("improve", ["session", session]);
}

export function hrefToProposal(proposal: string): string {
  return hrefTo("improve", ["proposal", proposal]);
}

export function hrefToPlace(place: Exclude<ImprovePlace, { readonly kind: "front" }>): string {
  return place.kind === "session" ? hrefToSession(place.session) : hrefToProposal(place.proposal);
}

/** To a recorded run, and in it to one of its spans. */
export function hrefToTrace(trace: string, span?: string): string {
  return hrefTo("traces", [trace], { span });
}
