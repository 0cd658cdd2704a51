import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { editorStrings } from "#renderer/strings/editor.ts";
import { LoadingState } from "#renderer/ui/states.tsx";
import type { CodeDiffProps } from "./code-diff.tsx";
import { judgeSize } from "./size-guard.ts";

const Loaded = lazy(async () => ({ default: (await import("./code-diff.tsx")).CodeDiff }));

/** The diff editor, fetched when the first one is on screen; it asks before it draws what would take long. */
export function LazyCodeDiff(props: CodeDiffProps) {
  const [isWanted, setIsWanted] = useState(false);
  const size = judgeSize(props.before, props.after);
  const megabytes = ((props.before.length + props.after.length) / 1_000_000).toFixed(1);
  if (size === "refuse") return <p className="code-diff-note">{editorStrings.tooLarge(megabytes)}</p>;
  if (size === "ask" && !isWanted) {
    return (
      <p className="code-diff-note">
        {editorStrings.large(megabytes)}{" "}
        <Button onClick={() => setIsWanted(true)}>{editorStrings.drawAnyway}</Button>
      </p>
    );
  }
  return (
    <Suspense fallback={<LoadingState rows={4} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
