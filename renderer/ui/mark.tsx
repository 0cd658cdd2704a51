import type { ReactNode } from "react";
import "./mark.css";

/** What a colour may mean. Each has its sign, so that no one has to tell hues apart. */
export const MEANINGS = [
  "good",
  "bad",
  "undecided",
  "running",
  "waiting",
  "simulated",
  "stale",
  "neutral",
] as const;
export type Meaning = (typeof MEANINGS)[number];

const SIGNS: Readonly<Record<Meaning, string>> = {
  good: "✓",
  bad: "✕",
  undecided: "◐",
  running: "▶",
  waiting: "●",
  simulated: "",
  stale: "▨",
  neutral: "",
};

type MarkProps = { readonly meaning: Meaning; readonly children?: ReactNode; readonly title?: string };

/** Sign and word in the meaning's hue, inside a line of text. */
export function Mark({ meaning, children, title }: MarkProps) {
  return (
    <span className={`mark mark-${meaning}`} title={title}>
      {SIGNS[meaning] === "" ? null : (
        <span aria-hidden="true" className="mark-sign">
          {SIGNS[meaning]}
        </span>
      )}
      {children}
    </span>
  );
}

/** The same on a tinted ground, for heads and rows. */
export function Tag({ meaning, children, title }: MarkProps) {
  return (
    <span className={`tag tag-${meaning}`} title={title}>
      {SIGNS[meaning] === "" ? null : (
        <span aria-hidden="true" className="mark-sign">
          {SIGNS[meaning]}
        </span>
      )}
      {children}
    </span>
  );
}
