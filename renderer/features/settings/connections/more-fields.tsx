import { TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { ConnectionDraft } from "./connection-draft.ts";
import { FallbackFields } from "./fallback-fields.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { PaceFields } from "./pace-fields.tsx";
import { HeaderRows, PairRows } from "./pair-rows.tsx";
import { RequestFields } from "./request-fields.tsx";

type MoreFieldsProps = FieldsProps & {
  /** As it is now; undefined for a new one. */
  readonly shown: ConnectionDocument | undefined;
};

/** What few need: folded, and open where it holds something. */
export function MoreFields({ shown, ...fields }: MoreFieldsProps) {
  const { draft } = fields;
  const { more } = connectionStrings;
  return (
    <>
      <More title={more.sending} isOpen={hasSending(draft)}>
        <SendingFields {...fields} />
      </More>
      <More title={more.request} isOpen={hasRequest(draft)}>
        <RequestFields {...fields} />
      </More>
      <More title={more.patience} isOpen={hasPace(draft)}>
        <PaceFields {...fields} usual={shown} />
      </More>
      <More title={more.fallback} isOpen={draft.fallback.length > 0}>
        <FallbackFields {...fields} />
      </More>
    </>
  );
}

function SendingFields({ draft, faults, set }: FieldsProps) {
  return (
    <>
      <TextInput
        label={connectionStrings.keyHeader}
        description={connectionStrings.keyHeaderNote}
        error={faults["keyHeader"]}
        value={draft.keyHeader}
        spellCheck={false}
        onChange={(event) => set({ keyHeader: event.currentTarget.value })}
      />
      <HeaderRows fault={faults["headers"]} rows={draft.headers} onChange={(headers) => set({ headers })} />
      <PairRows
        title={connectionStrings.query}
        fault={faults["query"]}
        names={[connectionStrings.queryName, connectionStrings.queryValue]}
        add={connectionStrings.addQuery}
        rows={draft.query}
        onChange={(query) => set({ query })}
      />
    </>
  );
}

type MoreProps = { readonly title: string; readonly isOpen: boolean; readonly children: ReactNode };

/** Folded until it holds something. */
function More({ title, isOpen, children }: MoreProps) {
  // Whoever empties its last value is still in it.
  const [isUnfolded, setIsUnfolded] = useState(isOpen);
  return (
    <details
      className="form-more"
      open={isUnfolded}
      onToggle={(event) => setIsUnfolded(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div className="form-more-fields">{children}</div>
    </details>
  );
}

function hasSending({ keyHeader, headers, query }: ConnectionDraft): boolean {
  return keyHeader !== "" || headers.length > 0 || query.length > 0;
}

function hasRequest({ omit, rename, set, structured, roles, schemas }: ConnectionDraft): boolean {
  return omit.length + rename.length + set.length > 0 || `${structured}${roles}${schemas}` !== "";
}

function hasPace({ patience, callsAtOnce, proxy }: ConnectionDraft): boolean {
  return Object.values(patience).some((value) => value !== "") || callsAtOnce !== "" || proxy !== "";
}
