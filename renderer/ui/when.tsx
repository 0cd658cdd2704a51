import { formatAgo, formatExact } from "#renderer/text/format.ts";
import { useSharedNow } from "./shared-now.ts";

type WhenProps = {
  readonly at: string;
  /** Nothing is said before so long has passed: "just now" on every row tells nothing apart. */
  readonly fromMs?: number;
};

/** How long ago; the exact moment on hover. */
export function When({ at, fromMs = 0 }: WhenProps) {
  const nowMs = Math.max(useSharedNow(), Date.parse(at));
  if (nowMs - Date.parse(at) < fromMs) return null;
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatAgo(at, nowMs)}
    </time>
  );
}
