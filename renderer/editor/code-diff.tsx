import { useEffect, useRef, useState, type ReactNode } from "react";
import type { LineChange } from "./line-changes.ts";
import { findLockedSpans } from "./locked-spans.ts";
import { openDiff, type DiffLook, type DiffNames, type DiffTexts, type OpenDiff } from "./open-diff.ts";
import "./code-diff.css";

export type CodeDiffProps = DiffTexts & {
  readonly language: "plaintext" | "javascript";
  readonly names: DiffNames;
  readonly look: DiffLook;
  readonly locked?: readonly string[];
  readonly lockTitle: string;
  readonly hunks?: readonly LineChange[];
  readonly dimmed?: readonly LineChange[];
  /** Higher ones scroll inside. */
  readonly maxHeightPx?: number;
  readonly onEdited?: (after: string) => void;
  /** What stands beside the hunks, given how far each is from the top, in CSS pixels. */
  readonly children?: (tops: readonly number[]) => ReactNode;
};

const NOTHING: readonly never[] = [];
const MOST_PX = 4000;

/** Two texts in the diff editor, as high as they are. Loaded on its own: nobody else may pull Monaco in. */
export function CodeDiff(props: CodeDiffProps) {
  const { before, after, language, look, dimmed = NOTHING, locked = NOTHING } = props;
  const host = useRef<HTMLDivElement>(null);
  const diff = useRef<OpenDiff | null>(null);
  const newest = useRef(props);
  const [tops, setTops] = useState<readonly number[]>(NOTHING);
  // Until the difference is known both texts stand there in full: nobody needs to see that.
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    newest.current = props;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const measure = (): void => {
      const places = (newest.current.hunks ?? NOTHING).map((hunk) => diff.current?.topOf(hunk) ?? 0);
      setTops((old) => (isSame(old, places) ? old : places));
    };
    let isCaretSet = false;
    const { names, lockTitle, maxHeightPx = MOST_PX, onEdited } = newest.current;
    const opened = openDiff(host.current, {
      texts: { before: newest.current.before, after: newest.current.after },
      language,
      names,
      lockTitle,
      maxHeightPx,
      isEditable: onEdited !== undefined,
      hasLocks: (newest.current.locked ?? NOTHING).length > 0,
      onMoved: measure,
      onReady: () => {
        setIsReady(true);
        if (!isCaretSet && newest.current.onEdited !== undefined) putCaret(diff.current);
        isCaretSet = true;
      },
      onEdited: (text) => newest.current.onEdited?.(text),
    });
    diff.current = opened;
    return () => {
      diff.current = null;
      opened.dispose();
    };
  }, [language]);

  const isLocked = locked.length > 0;
  useEffect(() => {
    diff.current?.setTexts({ before, after });
    diff.current?.setLocked(findLockedSpans(after, locked));
  }, [before, after, locked, isLocked, language]);
  useEffect(() => {
    diff.current?.setLook(look);
  }, [look, language]);
  useEffect(() => {
    diff.current?.setDimmed(dimmed);
  }, [dimmed, before, after, language]);

  return (
    // By `data-editable` the window's keys know whether what is typed here is text.
    <div
      className={isReady ? "code-diff" : "code-diff code-diff-waiting"}
      data-editable={props.onEdited !== undefined}
    >
      <div ref={host} className="code-diff-host" />
      {props.children?.(tops)}
    </div>
  );
}

/** Of several texts that opened to be edited the first gets it. */
function putCaret(opened: OpenDiff | null): void {
  if (document.activeElement?.closest(".code-diff") === null) opened?.focus();
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
