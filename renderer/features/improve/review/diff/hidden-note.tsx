import { useMemo } from "react";
import type { Json } from "#core/base/json.ts";
import { describeHiddenSigns, findHiddenSigns } from "#core/domain/hidden-text.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Mark } from "#renderer/ui/mark.tsx";

type HiddenNoteProps = { readonly before: Json; readonly after: Json };

/** A warning above a difference that brings what a reader cannot see, or ends its lines in another way. */
export function HiddenNote({ before, after }: HiddenNoteProps) {
  const found = useMemo(() => findHiddenSigns(toText(after)), [after]);
  const had = useMemo(() => findHiddenSigns(toText(before)).length, [before]);
  if (found.length === 0 && had === 0) return null;
  return (
    <p className="review-note review-hidden" role="note">
      <Mark meaning="undecided">
        {found.length === 0 ? reviewStrings.hiddenGone : reviewStrings.hidden(describeHiddenSigns(found))}
      </Mark>
    </p>
  );
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
