import { connectionStrings } from "#renderer/strings/connections.ts";
import type { FieldsProps } from "./fields-props.ts";
import { ModelRows } from "./model-rows.tsx";

/** More are not asked in turn. */
const MOST = 5;

/** Models that are asked in their order where this connection gives no answer. */
export function FallbackFields({ draft: { fallback }, faults, set }: FieldsProps) {
  return (
    <ModelRows
      label={connectionStrings.fallback}
      note={connectionStrings.fallbackNote}
      models={fallback}
      most={MOST}
      fault={faults["fallback"]}
      onChange={(models) => set({ fallback: models })}
    />
  );
}
