import type { ReactNode } from "react";

type ScrollingProps = {
  readonly label: string;
  /** Whether its table needs more room than a narrow window has. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** A table that scrolls by itself. */
export function Scrolling({ label, isWide = false, children }: ScrollingProps) {
  const classes = isWide ? "import-table import-columns" : "import-table";
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys.
    <div className={classes} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
