import type { ReactNode } from "react";
import { Sign, type SignName } from "./sign.tsx";
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

/** Those that have no sign stand out by their word alone. */
const SIGNS: Readonly<Record<Meaning, SignName | null>> = {
  good: "good",
  bad: "bad",
  undecided: "undecided",
  running: "running",
  waiting: "waiting",
  simulated: null,
  stale: "stale",
  neutral: null,
};

type MarkProps = { readonly meaning: Meaning; readonly children?: ReactNode; readonly title?: string };

/** Sign and word in the meaning's hue, inside a line of text. */
export function Mark({ meaning, children, title }: MarkProps) {
  return (
    <span className={`mark mark-${meaning}`} title={title}>
      <MeaningSign meaning={meaning} />
      {children}
    </span>
  );
}

/** The same on a tinted ground, for heads and rows. */
export function Tag({ meaning, children, title }: MarkProps) {
  return (
    <span className={`tag tag-${meaning}`} title={title}>
      <MeaningSign meaning={meaning} />
      {children}
    </span>
  );
}

function MeaningSign({ meaning }: { readonly meaning: Meaning }) {
  const name = SIGNS[meaning];
  return name === null ? null : <Sign name={name} />;
}
