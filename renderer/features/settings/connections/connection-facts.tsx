import type { ReactNode } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionsQuery, routesQuery } from "#renderer/models/model-queries.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { connectionUsersQuery } from "./connection-queries.ts";
import { usesBeside } from "./uses-beside.ts";
import { tellPatience, tellRules } from "./connection-words.ts";

const { fact } = connectionStrings;

/** How it is reached, as it holds now: its preset's customs, and over them what workspace.yaml says. */
export function ConnectionFacts({ connection }: { readonly connection: ConnectionDocument }) {
  const users = useQuery(connectionUsersQuery).data?.[connection.name] ?? [];
  const connections = useQuery(connectionsQuery).data ?? [];
  const routes = useQuery(routesQuery).data ?? [];
  const beside = usesBeside(connection.name, connections, routes);
  const { isStandIn, baseUrl, addressForm, preset, name, request, fallback, learned } = connection;
  const rules = tellRules(request);
  return (
    <section aria-label={connectionStrings.facts}>
      <h3 className="connections-title">{connectionStrings.facts}</h3>
      <dl className="connection-facts">
        <Fact name={fact.address}>
          {isStandIn ? (
            connectionStrings.inProgram
          ) : (
            <span className="mono connection-address">{baseUrl ?? addressForm}</span>
          )}
        </Fact>
        {preset === null || preset === name ? null : (
          <Fact name={fact.customs}>
            <a className="link mono" href={hrefTo("settings", ["connections", preset])}>
              {preset}
            </a>
          </Fact>
        )}
        {isStandIn ? null : <SentFacts connection={connection} />}
        {isStandIn ? null : (
          <Fact name={fact.request}>
            {rules.length === 0 ? (
              <span className="soft">
                {learned.length === 0 ? connectionStrings.usualRequest : connectionStrings.usualButLearned}
              </span>
            ) : (
              <ul>
                {rules.map((rule) => (
                  <li key={rule}>
                    <ShownText text={rule} />
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        )}
        {isStandIn ? null : <PaceFacts connection={connection} />}
        {fallback.length === 0 ? null : (
          <Fact name={fact.fallback}>
            <ol>
              {fallback.map((model) => (
                <li key={model}>
                  <ModelName model={model} />
                </li>
              ))}
            </ol>
          </Fact>
        )}
        <Fact name={fact.usedBy}>
          {users.length + beside.length === 0 ? (
            <span className="soft">{connectionStrings.nobody}</span>
          ) : (
            <span className="connection-users">
              {users.map((agent) => (
                <a key={agent} className="link mono" href={hrefTo("resources", ["agent", agent])}>
                  {agent}
                </a>
              ))}
              {beside.map(({ label, parts }) => (
                <a key={label} className="link mono" href={hrefTo("settings", parts)}>
                  {label}
                </a>
              ))}
            </span>
          )}
        </Fact>
      </dl>
    </section>
  );
}

type FactsProps = { readonly connection: ConnectionDocument };

/** What goes with every request beside the question. */
function SentFacts({ connection: { keys, keyHeader, headers, query } }: FactsProps) {
  const isBearer = keyHeader.toLowerCase() === "authorization";
  const queries = Object.entries(query);
  return (
    <>
      {keys.length === 0 ? null : (
        <Fact name={fact.keyHeader}>
          {isBearer ? connectionStrings.bearer : <span className="mono">{keyHeader}</span>}
        </Fact>
      )}
      {headers.length === 0 ? null : (
        <Fact name={fact.headers}>
          <ul>
            {headers.map(({ name, value, key }) => (
              <li key={name} className="mono">
                {name}: <ShownText text={value ?? connectionStrings.keyOf(key?.name ?? "")} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {queries.length === 0 ? null : (
        <Fact name={fact.query}>
          <span className="mono">{queries.map(([name, value]) => `${name}=${value}`).join("&")}</span>
        </Fact>
      )}
    </>
  );
}

function PaceFacts({ connection: { patience, callsAtOnce, proxy } }: FactsProps) {
  return (
    <>
      <Fact name={fact.patience}>{tellPatience(patience)}</Fact>
      <Fact name={fact.callsAtOnce}>{callsAtOnce}</Fact>
      <Fact name={fact.proxy}>
        {proxy === null ? (
          <span className="soft">{connectionStrings.asEnvironment}</span>
        ) : proxy === "none" ? (
          connectionStrings.direct
        ) : (
          <span className="mono">{proxy}</span>
        )}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="connection-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
