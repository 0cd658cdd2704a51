import type { ReactNode } from "react";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** A named line of the inspector. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="inspector-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** From this length a message is set smaller: it is a text then, not a title. */
const LONG_MESSAGE = 72;

export function Message({ text }: { readonly text: string }) {
  const size = text.length > LONG_MESSAGE ? " inspector-message-long" : "";
  return (
    <div className={`inspector-message${size}`} dir="auto">
      <ShownText text={text} />
    </div>
  );
}
