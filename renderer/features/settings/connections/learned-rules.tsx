import { Button } from "@mantine/core";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { useConnections } from "./use-connections.ts";
import { tellRules } from "./connection-words.ts";

/** What its refusals taught, with what it said and when. */
export function LearnedRules({
  connection: { name, learned, isStandIn },
}: {
  readonly connection: ConnectionDocument;
}) {
  const { change } = useConnections();
  if (isStandIn) return null;
  const forget = async (model: string): Promise<void> => {
    const problem = await change(async (client) => await client.connections.forget({ name, model }));
    if (problem === null) toastDone(connectionStrings.forgotten(model));
    else toastProblem(problem);
  };
  const models = [...Map.groupBy(learned, ({ model }) => model)];
  return (
    <section aria-label={connectionStrings.learned}>
      <h3 className="connections-title">{connectionStrings.learned}</h3>
      {learned.length === 0 ? (
        <p className="connections-note">{connectionStrings.learnedNone}</p>
      ) : (
        <>
          <p className="connections-note">{connectionStrings.learnedNote}</p>
          {models.map(([model, lessons]) => (
            <div key={model} className="learned" role="group" aria-label={model}>
              <div className="learned-head">
                <span className="mono">
                  <ShownText text={model} />
                </span>
                <Button
                  aria-label={`${connectionStrings.forget} ${model}`}
                  onClick={() => void forget(model)}
                >
                  {connectionStrings.forget}
                </Button>
              </div>
              <ul>
                {lessons.map(({ rules, said, at }) => (
                  <li key={`${at} ${JSON.stringify(rules)}`} className="learned-row">
                    <strong>{tellRules(rules).join("; ")}</strong>{" "}
                    <span className="faint">
                      <When at={at} />
                    </span>
                    {said === "" ? null : (
                      <blockquote className="said" dir="auto">
                        <ShownText text={said} />
                      </blockquote>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </>
      )}
    </section>
  );
}
