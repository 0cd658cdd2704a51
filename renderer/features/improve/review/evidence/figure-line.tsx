import type { ReactNode } from "react";

type FigureLineProps = { readonly name: string; readonly children: ReactNode };

/** A name at the left, its figure at the right. */
export function FigureLine({ name, children }: FigureLineProps) {
  return (
    <div className="evidence-line">
      <span className="soft">{name}</span>
      <span className="number">{children}</span>
    </div>
  );
}
