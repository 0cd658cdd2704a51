import { useState, type ReactNode } from "react";

type MoreProps = { readonly title: string; readonly isOpen?: boolean; readonly children: ReactNode };

/** What few need: folded until it is asked for, and open from the start where it holds something of its own. */
export function More({ title, isOpen = false, children }: MoreProps) {
  // Whoever empties its last value is still in it.
  const [isUnfolded, setIsUnfolded] = useState(isOpen);
  return (
    <details
      className="make-more"
      open={isUnfolded}
      onToggle={(event) => setIsUnfolded(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div className="make-more-fields">{children}</div>
    </details>
  );
}
