import { IconLock } from "@tabler/icons-react";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { annotateText } from "./annotate-text.ts";
import { MarkedText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type AnnotatedTextProps = { readonly text: string; readonly locked: readonly string[] };

/** A text as it is read, with its locked regions and its slots drawn. */
export function AnnotatedText({ text, locked }: AnnotatedTextProps) {
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
            {part.isLocked ? <IconLock className="text-lock" size={11} aria-hidden="true" /> : null}
            <MarkedText text={part.text} />
          </span>
        );
      })}
    </div>
  );
}
