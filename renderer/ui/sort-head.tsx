import type { ReactNode } from "react";
import "./sort-head.css";

type SortHeadProps = {
  /** Null where the list stands in another column's order. */
  readonly isDescending: boolean | null;
  readonly className?: string;
  readonly onSort: () => void;
  readonly children: ReactNode;
};

/** The head of a column that the list can be ordered by. One that it cannot be ordered by is plain text instead. */
export function SortHead({ isDescending, className = "", onSort, children }: SortHeadProps) {
  const sort = isDescending === null ? "none" : isDescending ? "descending" : "ascending";
  return (
    <span role="columnheader" aria-sort={sort} className={`sort-head ${className}`}>
      <button type="button" className="sort-head-button" onClick={onSort}>
        {children}
        <svg className="sort-head-sign" viewBox="0 0 8 8" aria-hidden="true">
          {isDescending === null ? null : <path d={isDescending ? "M1 2.5 4 6l3-3.5" : "M1 5.5 4 2l3 3.5"} />}
        </svg>
      </button>
    </span>
  );
}
