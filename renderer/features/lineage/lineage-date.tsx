import { useCommit } from "#renderer/store/use-commit.ts";
import { formatExact } from "#renderer/text/format.ts";

/** "2026-03-06 12:04": as far as a moment is told apart along a history. */
const TO_THE_MINUTE = 16;

/** When a commit was made, along a history that is zoomed out; nothing until it is read. */
export function LineageDate({ id }: { readonly id: string }) {
  const commit = useCommit(id);
  return commit === undefined ? null : (
    <time dateTime={commit.at}>{formatExact(commit.at).slice(0, TO_THE_MINUTE)}</time>
  );
}
