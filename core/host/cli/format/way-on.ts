import type { SessionDocument } from "#core/contract/sessions.ts";

/** What to do so that a session goes on, with the commands that do it; nothing for one that runs or is over [B17]. */
export function formatWayOn({
  session,
  state,
  stopped,
  wayOn,
  waitsFor,
}: SessionDocument): readonly string[] {
  if (wayOn === null) return [];
  return [`next: ${wayOn}`, ...toCommands().map((command) => `  ${command}`)];

  function toCommands(): readonly string[] {
    const resume = `session resume ${session}`;
    if (waitsFor !== null) {
      return [
        `proposal show ${waitsFor}`,
        `proposal approve ${waitsFor}, or proposal reject ${waitsFor} --reason TEXT`,
        resume,
      ];
    }
    if (state === "stopped" && stopped?.by === "cap")
      return [`${resume} with a higher --max-calls, --max-tokens, --max-usd or --max-seconds`];
    return [resume];
  }
}
