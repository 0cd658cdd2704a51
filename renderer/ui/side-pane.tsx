import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { usePaneWidth, type WidthLimits } from "./pane-widths.ts";
import { Resizer } from "./resizer.tsx";
import { useIsNarrow } from "./use-is-narrow.ts";
import "./side-pane.css";

type SidePaneProps = WidthLimits & {
  /** Under it the width is remembered. */
  readonly id: string;
  readonly label: string;
  /** What stands at the left is an index that leads to the main pane, what stands at the right tells more about it. */
  readonly side: "left" | "right";
  /** The address asks for something inside: an index that is closed opens. */
  readonly isAsked?: boolean;
  /** What stands at the right has no room there although the window is not narrow: it stands below. */
  readonly isBelow?: boolean;
  readonly children: ReactNode;
};

/**
 * A pane at the side of a view whose element has the class "panes". Its border is dragged where there is room; in a narrow
 * window an index opens over the view from a bar above it, and what stood at the right stands below.
 */
export function SidePane(props: SidePaneProps) {
  const isNarrow = useIsNarrow();
  if (!isNarrow && props.isBelow !== true) return <Beside {...props} />;
  if (props.side === "left") {
    const { label, isAsked = false } = props;
    return (
      <IndexDrawer label={label} isAsked={isAsked}>
        {props.children}
      </IndexDrawer>
    );
  }
  return <div className="side-pane side-pane-below">{props.children}</div>;
}

function Beside({ children, isAsked: _isAsked, isBelow: _isBelow, ...place }: SidePaneProps) {
  const width = usePaneWidth(place.id, place);
  const pane = (
    <div className="side-pane" style={{ width }}>
      {children}
    </div>
  );
  return place.side === "left" ? (
    <>
      {pane}
      <Resizer {...place} />
    </>
  ) : (
    <>
      <Resizer {...place} />
      {pane}
    </>
  );
}

type IndexDrawerProps = {
  readonly label: string;
  readonly isAsked: boolean;
  readonly children: ReactNode;
};

function IndexDrawer({ label, isAsked, children }: IndexDrawerProps) {
  const [isOpen, setIsOpen] = useState(isAsked);
  useEffect(() => setIsOpen(isAsked), [isAsked]);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (): void => {
      if (!isAsked) setIsOpen(false);
    };
    const closeByKey = ({ key }: KeyboardEvent): void => {
      if (key === "Escape") setIsOpen(false);
    };
    // Who chose something in the index wants to see that.
    window.addEventListener("hashchange", close);
    window.addEventListener("keydown", closeByKey);
    return () => {
      window.removeEventListener("hashchange", close);
      window.removeEventListener("keydown", closeByKey);
    };
  }, [isOpen, isAsked]);
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <>
      <button type="button" className="side-bar" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Chevron size={14} stroke={1.8} aria-hidden="true" />
        {label}
      </button>
      {isOpen ? <div className="side-pane side-drawer">{children}</div> : null}
    </>
  );
}
