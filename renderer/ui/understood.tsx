import type { ImportedTraces } from "#core/contract/traces.ts";
import { receivedStrings as words } from "#renderer/strings/received.ts";
import { formatCount } from "#renderer/text/format.ts";
import "./understood.css";

type UnderstoodProps = { readonly understood: ImportedTraces["understood"] };

/** What of spans that others recorded means something here, and which of their attributes do not. */
export function Understood({ understood }: UnderstoodProps) {
  const { modelCalls, toolCalls, withTokens, withMessages, unknown } = understood;
  const facts = [
    [words.facts.modelCalls, modelCalls],
    [words.facts.withTokens, withTokens],
    [words.facts.withMessages, withMessages],
    [words.facts.toolCalls, toolCalls],
  ] as const;
  return (
    <div className="understood">
      <dl className="understood-facts" aria-label={words.understood}>
        {facts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {unknown.length === 0 ? null : (
        <details>
          <summary title={words.unknownNote}>
            {words.unknown} <span className="faint number">{formatCount(unknown.length)}</span>
          </summary>
          <p className="faint">{words.unknownNote}</p>
          <ul className="understood-unknown">
            {unknown.map(({ name, spans }) => (
              <li key={name}>
                <span className="mono truncate" title={name}>
                  {name}
                </span>
                <span className="faint number">{words.unknownSpans(spans)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
