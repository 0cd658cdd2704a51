import type { SpanDetailDocument } from "#core/contract/traces.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { FoldedText } from "./folded-text.tsx";

/** The tools a call was offered, those it used marked. */
export function SpanTools({ tools }: Pick<SpanDetailDocument, "tools">) {
  return (
    <ol className="span-tools">
      {tools.map(({ name, description, schema, calls }, at) => (
        <li key={name} className="span-block">
          <div className="span-tool-head">
            <span className="faint number">{at + 1}</span>
            <span className="mono span-tool-name">
              <ShownText text={name} />
            </span>
            <span className={calls === 0 ? "faint" : "span-tool-called"}>
              {calls === 0 ? tracesStrings.notCalled : tracesStrings.calledTimes(calls)}
            </span>
          </div>
          <p className="span-tool-text" dir="auto">
            <ShownText text={description} />
          </p>
          <FoldedText text={JSON.stringify(schema, null, 2)} isCode mostLines={6} />
        </li>
      ))}
    </ol>
  );
}
