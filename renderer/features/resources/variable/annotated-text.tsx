import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { annotateText } from "./annotate-text.ts";
import { MarkedText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type AnnotatedTextProps = {
  readonly text: string;
  readonly locked: readonly string[];
  /** Lifts a lock, where that can be done. */
  readonly onUnlock?: ((lock: string) => void) | undefined;
};

/** A text as it is read, with its locked regions and its slots drawn. */
export function AnnotatedText({ text, locked, onUnlock }: AnnotatedTextProps) {
  return (
    <div className="reading-text" dir="auto">
      {annotateText(showHiddenSigns(text), locked.map(showHiddenSigns)).map((part) => {
        if (!part.isSlot && !part.isLocked) return <MarkedText key={part.start} text={part.text} />;
        const classes = [part.isLocked ? "text-locked" : "", part.isSlot ? "text-slot" : ""].filter(
          (name) => name !== "",
        );
        const title = part.isLocked ? resourceStrings.lockedTitle : resourceStrings.slotTitle;
        return (
          <span key={part.start} className={classes.join(" ")} title={title}>
            {part.isLocked ? <LockSign lock={lockAt(locked, part.text)} onUnlock={onUnlock} /> : null}
            <MarkedText text={part.text} />
          </span>
        );
      })}
    </div>
  );
}

type LockSignProps = {
  readonly lock: string | undefined;
  readonly onUnlock: ((lock: string) => void) | undefined;
};

/** The sign of a lock; where it can be lifted, the way to do that. */
function LockSign({ lock, onUnlock }: LockSignProps) {
  if (lock === undefined || onUnlock === undefined)
    return <IconLock className="text-lock" size={11} aria-hidden="true" />;
  return (
    <button
      type="button"
      className="marks-unlock"
      aria-label={formStrings.unlock(lock)}
      title={formStrings.unlockTitle}
      onClick={() => onUnlock(lock)}
    >
      <IconLock className="marks-locked" size={11} aria-hidden="true" />
      <IconLockOpen className="marks-lifting" size={11} aria-hidden="true" />
    </button>
  );
}

/** The lock that a stretch of the shown text is of: a slot in it, or a neighbour, may have cut it or made it longer. */
function lockAt(locked: readonly string[], shown: string): string | undefined {
  return locked.find((lock) => {
    const written = showHiddenSigns(lock);
    return shown.includes(written) || written.includes(shown);
  });
}
