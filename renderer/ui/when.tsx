import { useEffect, useState } from "react";
import { formatAgo, formatExact } from "./format.ts";

const TICK_MS = 30_000;

/** How long ago; the exact moment on hover. */
export function When({ at }: { readonly at: string }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatAgo(at, Math.max(nowMs, Date.parse(at)))}
    </time>
  );
}
