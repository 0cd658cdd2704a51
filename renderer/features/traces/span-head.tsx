import type { ReactNode } from "react";
import type { SpanRole } from "#core/domain/span-role.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { ROLE_LOOKS } from "#renderer/timeline/role-look.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type SpanHeadProps = { readonly name: string; readonly role: SpanRole; readonly children?: ReactNode };

/** What a span is called and of, with its sign. */
export function SpanHead({ name, role, children }: SpanHeadProps) {
  const { token, sign } = ROLE_LOOKS[role];
  return (
    <div className="span-head">
      <span style={{ color: `var(${token})` }} aria-hidden="true">
        {sign}
      </span>
      <h3 className="span-name">
        <ShownText text={name} />
      </h3>
      <span className="faint">{tracesStrings.roles[role]}</span>
      {children}
    </div>
  );
}
