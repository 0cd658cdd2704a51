import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";
import { tellRules } from "./connection-words.ts";

/** What its refusals taught, with what it said and when. */
export function LearnedRules({
  connection: { learned, isStandIn },
}: {
  readonly connection: ConnectionDocument;
}) {
  if (isStandIn) return null;
  return (
    <section aria-label={connectionStrings.learned}>
      <h3 className="connections-title">{connectionStrings.learned}</h3>
      {learned.length === 0 ? (
        <p className="connections-note">{connectionStrings.learnedNone}</p>
      ) : (
        <>
          <p className="connections-note">{connectionStrings.learnedNote}</p>
          <ul className="learned">
            {learned.map(({ model, rules, said, at }) => (
              <li key={`${model} ${at} ${said}`} className="learned-row">
                <div className="learned-head">
                  <strong>{tellRules(rules).join("; ")}</strong>{" "}
                  <span className="soft">
                    {connectionStrings.learnedFor} <span className="mono">{model}</span>
                  </span>{" "}
                  <span className="faint">
                    <When at={at} />
                  </span>
                </div>
                <blockquote className="said" dir="auto">
                  <ShownText text={said} />
                </blockquote>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
