import type { ReactNode } from "react";
import "./pane.css";

type PaneProps = {
  /** Commands with single keys name it; they act while focus is inside. */
  readonly id: string;
  readonly title: string;
  /** Beside the title: counts, filters, buttons. */
  readonly tools?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A titled region that takes focus as a whole. A line under its title shows where single keys act. */
export function Pane({ id, title, tools, className = "", children }: PaneProps) {
  return (
    <section className={`pane ${className}`} data-pane={id} aria-label={title} tabIndex={-1}>
      <header className="pane-head">
        <h2 className="pane-title">{title}</h2>
        {tools}
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- By it the keyboard scrolls the pane, and gets to where its single keys act. */}
      <div className="pane-body" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
