import type { SpanDetailDocument } from "#core/contract/traces.ts";
import { FoldedText } from "./folded-text.tsx";
import { formatJson } from "./span-text.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** The span's attributes by name, whatever program wrote them. */
export function AttributeTable({ attributes }: Pick<SpanDetailDocument, "attributes">) {
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <dl className="attributes">
      {sorted.map(([name, value]) => (
        <div key={name} className="attribute">
          <dt className="mono">
            <ShownText text={name} />
          </dt>
          <dd>
            <FoldedText
              text={typeof value === "string" ? formatJson(value) : JSON.stringify(value)}
              isCode
              mostLines={4}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
