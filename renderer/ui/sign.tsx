import "./sign.css";

/** What a sign is drawn of, on a field of 12 by 12: no font has all of them at one size. */
const DRAWINGS = {
  good: { path: "M2.5 6.5 5 9l4.5-6", isFilled: false },
  bad: { path: "M3 3l6 6M9 3l-6 6", isFilled: false },
  undecided: { path: "M6 1.5a4.5 4.5 0 0 0 0 9z", isFilled: true },
  running: { path: "M3.5 2v8L10 6z", isFilled: true },
  waiting: { path: "M6 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6z", isFilled: true },
  stale: { path: "M2 6 6 2M2 10l8-8M6 10l4-4", isFilled: false },
} as const;
export type SignName = keyof typeof DRAWINGS;

/** A sign beside its word, in the word's colour. It says nothing by itself: the word does. */
export function Sign({ name }: { readonly name: SignName }) {
  const { path, isFilled } = DRAWINGS[name];
  return (
    <svg className={isFilled ? "sign sign-filled" : "sign"} viewBox="0 0 12 12" aria-hidden="true">
      {name === "undecided" ? <circle cx="6" cy="6" r="4.5" fill="none" /> : null}
      {name === "stale" ? <path className="sign-line" d="M1.5 1.5h9v9h-9z" /> : null}
      <path d={path} />
    </svg>
  );
}
