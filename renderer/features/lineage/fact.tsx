import type { ReactNode } from "react";

/** A named line of the inspector. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="inspector-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
