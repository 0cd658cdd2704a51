import { lazy, Suspense } from "react";
import { editorStrings } from "#renderer/strings/editor.ts";
import { LoadingState } from "#renderer/ui/states.tsx";
import type { CodeEditorProps } from "./code-editor.tsx";
import { judgeSize } from "./size-guard.ts";

const Loaded = lazy(async () => ({ default: (await import("./code-editor.tsx")).CodeEditor }));

/** The editor, fetched when the first one is on screen. */
export function LazyCodeEditor(props: CodeEditorProps) {
  if (judgeSize(props.text, "") !== "draw")
    return <p className="soft">{editorStrings.tooLarge((props.text.length / 1_000_000).toFixed(1))}</p>;
  return (
    <Suspense fallback={<LoadingState rows={5} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
