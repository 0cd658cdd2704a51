const BEFORE = " It said: “";

/** Our sentence with an endpoint's own words behind it; ours alone where it said nothing. */
export function withSaid(sentence: string, said: string): string {
  return said === "" ? sentence : `${sentence}${BEFORE}${said}”`;
}

/** Our sentence alone: an endpoint may repeat what it was asked, which is not for everybody. */
export function withoutSaid(message: string): string {
  const at = message.indexOf(BEFORE);
  return at === -1 ? message : message.slice(0, at);
}
