import { Button } from "@mantine/core";
import { createContext, use, useEffect, useState, type ReactNode } from "react";
import type { Problem } from "./problem.ts";
import type { Snapshot } from "./snapshot.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Sign } from "./sign.tsx";
import { ShownText } from "./shown-text.tsx";
import "./states.css";

type EmptyStateProps = {
  /** What this place is, and why nothing is in it. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The one next step. */
  readonly action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="state">
      <div className="state-title">{title}</div>
      {children === undefined ? null : <div className="state-text">{children}</div>}
      {action === undefined ? null : <div className="state-action">{action}</div>}
    </div>
  );
}

type ErrorStateProps = { readonly problem: Problem; readonly onRetry?: () => void };

/** What failed, why, what to do, and again. */
export function ErrorState({ problem, onRetry }: ErrorStateProps) {
  return (
    <div className="state" role="alert" data-code={problem.code}>
      <div className="state-title">
        <span className="state-bad" aria-hidden="true">
          ✕
        </span>{" "}
        <ShownText text={problem.message} />
      </div>
      {problem.hint === "" ? null : (
        <div className="state-text">
          <ShownText text={problem.hint} />
        </div>
      )}
      {onRetry === undefined && problem.link === undefined ? null : (
        <div className="state-action">
          {onRetry === undefined ? null : <Button onClick={onRetry}>{uiStrings.retry}</Button>}
          {problem.link === undefined ? null : (
            <Button component="a" href={problem.link.href}>
              {problem.link.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const SKELETON_AFTER_MS = 150;

/** Grey bars in place of rows; nothing at first, because most answers are there before anybody would notice. */
export function LoadingState({ rows = 6 }: { readonly rows?: number }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <output className="skeleton" aria-label={uiStrings.loading}>
      {isShown
        ? Array.from({ length: rows }, (_, row) => `row-${row}`).map((row, index) => (
            <span key={row} className="skeleton-row" style={{ width: `${90 - ((index * 37) % 45)}%` }} />
          ))
        : null}
    </output>
  );
}

type PartialNoteProps = {
  readonly children: ReactNode;
  /** Where asking again may bring the rest. */
  readonly onRetry?: (() => void) | undefined;
};

/** A line above content that is not all there is: cut off, or the last that was known. */
export function PartialNote({ children, onRetry }: PartialNoteProps) {
  return (
    <div className="partial" role="note">
      <Sign name="undecided" /> <span className="partial-text">{children}</span>
      {onRetry === undefined ? null : (
        <Button size="compact-xs" onClick={onRetry}>
          {uiStrings.retry}
        </Button>
      )}
    </div>
  );
}

type ReadyProps<T> = {
  readonly of: Snapshot<T>;
  readonly rows?: number;
  readonly onRetry?: () => void;
  readonly children: (data: T) => ReactNode;
};

/** What the note above says: a broken connection is one thing to know, however many questions it broke [L17]. */
const SaidAbove = createContext<string | null>(null);

/**
 * One of four: the skeleton, the failure, the data, or the last known data with the failure above it. Where that is not
 * a pane's body it stands in an element of the class `noted`, or the note gets a share of the room.
 */
export function Ready<T>({ of, rows, onRetry, children }: ReadyProps<T>) {
  const said = use(SaidAbove);
  const { data, problem } = of;
  if (data === undefined) {
    if (problem === undefined) return <LoadingState {...(rows === undefined ? {} : { rows })} />;
    return <ErrorState problem={problem} {...(onRetry === undefined ? {} : { onRetry })} />;
  }
  return (
    <>
      {problem === undefined || problem.message === said ? null : (
        <PartialNote onRetry={onRetry}>
          <ShownText text={problem.message} /> {uiStrings.showingOld}
        </PartialNote>
      )}
      <SaidAbove value={problem?.message ?? said}>{children(data)}</SaidAbove>
    </>
  );
}
