import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { findMarks, findUnseen } from "./hidden-places.ts";
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

/**
 * Two texts in the diff editor, as high as they are. To be read, what is not seen in them is written out, so that it is
 * compared and drawn like any other text; to be edited, they stay as they are and it is marked. Loaded on its own: nobody
 * else may pull Monaco in.
 */
export function CodeDiff(props: CodeDiffProps) {
  const isEditable = props.onEdited !== undefined;
  const show = isEditable ? asItIs : showHiddenSigns;
  const before = useMemo(() => show(props.before), [show, props.before]);
  const after = useMemo(() => show(props.after), [show, props.after]);
  const { language, look, dimmed = NOTHING, locked: locks = NOTHING } = props;
  const locked = useMemo(() => locks.map(show), [show, locks]);
  const host = useRef<HTMLDivElement>(null);
  const diff = useRef<OpenDiff | null>(null);
  const newest = useRef(props);
  const shown = useRef({ before, after });
  const [tops, setTops] = useState<readonly number[]>(NOTHING);
  // Until the difference is known both texts stand there in full: nobody needs to see that.
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    newest.current = props;
    shown.current = { before, after };
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
      texts: shown.current,
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
      onEdited: (text) => {
        diff.current?.setHidden({ before: findUnseen(shown.current.before), after: findUnseen(text) });
        newest.current.onEdited?.(text);
      },
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
    const find = isEditable ? findUnseen : findMarks;
    diff.current?.setHidden({ before: find(before), after: find(after) });
  }, [before, after, locked, isLocked, isEditable, language]);
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

function asItIs(text: string): string {
  return text;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
