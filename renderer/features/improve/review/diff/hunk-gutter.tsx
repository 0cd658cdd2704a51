import { Checkbox } from "@mantine/core";
import { useEffect, useRef } from "react";
import { reviewStrings } from "#renderer/strings/review.ts";
import type { Hunk } from "#renderer/features/improve/review/choice/hunk.ts";
import { isChoosable, type Desk } from "#renderer/features/improve/review/choice/use-desk.ts";

type HunkGutterProps = {
  readonly hunks: readonly Hunk[];
  /** Distance of each hunk from the top, in CSS pixels. */
  readonly tops: readonly number[];
  readonly name: string;
  readonly desk: Desk;
};

/** Beside the difference: one box per hunk, at its height. */
export function HunkGutter({ hunks, tops, name, desk }: HunkGutterProps) {
  return (
    <div className="hunk-gutter">
      {hunks.map((hunk, at) => (
        <div
          key={hunk.id}
          className="hunk-place"
          style={{ top: tops[at] ?? 0 }}
          hidden={tops[at] === undefined}
        >
          <HunkBox hunk={hunk} label={reviewStrings.hunkTake(at + 1, hunks.length, name)} desk={desk} />
        </div>
      ))}
    </div>
  );
}

type HunkBoxProps = { readonly hunk: Hunk; readonly label: string; readonly desk: Desk };

/** Takes or leaves one hunk. The one that N and P are at has focus. */
export function HunkBox({ hunk, label, desk }: HunkBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const isCurrent = desk.current === hunk.id;
  useEffect(() => {
    // Under a pointer that is pressing it, it must stay where it is.
    if (!isCurrent || document.activeElement === box.current) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "center" });
  }, [isCurrent]);
  return (
    <Checkbox
      ref={box}
      size="xs"
      className={isCurrent ? "hunk-box hunk-box-current" : "hunk-box"}
      aria-label={label}
      checked={!desk.refused.has(hunk.id)}
      disabled={!isChoosable(desk)}
      onFocus={() => desk.point(hunk.id)}
      onChange={(event) => desk.setTaken([hunk.id], event.currentTarget.checked)}
    />
  );
}
