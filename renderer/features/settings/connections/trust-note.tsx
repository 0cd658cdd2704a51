import { Button } from "@mantine/core";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { useConnections } from "./use-connections.ts";

/** Before anything of this person's goes where a file says: what would go there, and the word that lets it [V19]. */
export function TrustNote({ connection }: { readonly connection: ConnectionDocument }) {
  const { isBusy, change } = useConnections();
  const { name, problem, baseUrl, keys, headers } = connection;
  if (problem?.code !== "connection-untrusted") return null;
  const named = [...keys, ...headers.flatMap(({ key }) => key ?? [])];
  const sent = [...new Set(named.filter(({ isTrusted }) => !isTrusted).map((key) => key.name))];
  const trust = async (): Promise<void> => {
    const refused = await change(async (client) => await client.connections.trust({ name }));
    if (refused === null) toastDone(connectionStrings.trusted(name));
    else toastProblem(refused);
  };
  return (
    <section className="trust" aria-label={connectionStrings.trustTitle}>
      <h3 className="trust-title">{connectionStrings.trustTitle}</h3>
      <p>
        <ShownText text={connectionStrings.trustText(baseUrl ?? "", sent)} />
      </p>
      <Button loading={isBusy} onClick={() => void trust()}>
        {connectionStrings.trust}
      </Button>
    </section>
  );
}
