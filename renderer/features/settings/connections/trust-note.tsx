import { Button } from "@mantine/core";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { listHeldBack } from "./connection-words.ts";
import { useConnections } from "./use-connections.ts";

/** Before anything of this person's goes where a file says: what would go there, and the word that lets it [V19]. */
export function TrustNote({ connection }: { readonly connection: ConnectionDocument }) {
  const { isBusy, change } = useConnections();
  const { name, problem, baseUrl, keys, headers } = connection;
  const isRefused = problem?.code === "connection-untrusted";
  const held = listHeldBack(connection);
  if (!isRefused && held.length === 0) return null;
  const named = [...keys, ...headers.flatMap(({ key }) => key ?? [])];
  const sent = [...new Set(named.filter(({ isTrusted }) => !isTrusted).map((key) => key.name))];
  const title = isRefused ? connectionStrings.trustTitle : connectionStrings.heldTitle;
  const trust = async (): Promise<void> => {
    const refused = await change(async (client) => await client.connections.trust({ name }));
    if (refused === null) toastDone(connectionStrings.trusted(name));
    else toastProblem(refused);
  };
  return (
    <section className="trust" aria-label={title}>
      <h3 className="trust-title">{title}</h3>
      <p>
        <ShownText
          text={
            isRefused
              ? connectionStrings.trustText(baseUrl ?? "", sent)
              : connectionStrings.heldText(baseUrl ?? "", held)
          }
        />
      </p>
      <Button loading={isBusy} onClick={() => void trust()}>
        {connectionStrings.trust}
      </Button>
    </section>
  );
}
