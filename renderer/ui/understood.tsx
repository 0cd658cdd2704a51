import type { ImportedTraces } from "#core/contract/received-traces.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { formatCount } from "#renderer/text/format.ts";
import { ShownText } from "./shown-text.tsx";
import "./understood.css";

type UnderstoodProps = { readonly understood: ImportedTraces["understood"] };

/** What of spans that others recorded means something here, and which of their attributes do not. */
export function Understood({ understood }: UnderstoodProps) {
  const { modelCalls, toolCalls, withTokens, withMessages, unknown } = understood;
  const facts = [
    [receivedStrings.facts.modelCalls, modelCalls],
    [receivedStrings.facts.withTokens, withTokens],
    [receivedStrings.facts.withMessages, withMessages],
    [receivedStrings.facts.toolCalls, toolCalls],
  ] as const;
  return (
    <div className="understood">
      <dl className="understood-facts" aria-label={receivedStrings.understood}>
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {unknown.length === 0 ? null : (
        <details>
          <summary title={receivedStrings.unknownNote}>
            {receivedStrings.unknown} <span className="faint number">{formatCount(unknown.length)}</span>
          </summary>
          <p className="faint">{receivedStrings.unknownNote}</p>
          <ul className="understood-unknown">
            {unknown.map(({ name, spans }) => (
              <li key={name}>
                <span className="mono truncate" title={name}>
                  <ShownText text={name} />
                </span>
                <span className="faint number">{receivedStrings.unknownSpans(spans)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
