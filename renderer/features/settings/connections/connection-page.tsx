import { Button } from "@mantine/core";
import { useState } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { focusIfLost } from "#renderer/ui/focus-on-mount.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { PartialNote } from "#renderer/ui/states.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ConnectionFacts } from "./connection-facts.tsx";
import { ConnectionForm } from "./connection-form.tsx";
import { kindOf } from "./connection-words.ts";
import { FileFault } from "./file-fault.tsx";
import { toDraft } from "./connection-draft.ts";
import { ConnectionKeys } from "./connection-keys.tsx";
import { presetsQuery } from "./connection-queries.ts";
import { Crumbs } from "./crumbs.tsx";
import { LearnedRules } from "./learned-rules.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { TrustNote } from "./trust-note.tsx";
import { TryOneCall } from "./try-one-call.tsx";
import { useConnectionCommands } from "./use-connection-commands.ts";

type ConnectionPageProps = {
  readonly connection: ConnectionDocument;
  /** Whether somebody comes to it from the form that made it. */
  readonly isBack: boolean;
};

/** One connection: how it is reached at the left, or the form that changes that, and one call to try at the right. */
export function ConnectionPage({ connection, isBack }: ConnectionPageProps) {
  const [isEditing, setIsEditing] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const [hasEdited, setHasEdited] = useState(false);
  const edit = (): void => {
    setIsEditing(true);
    setHasEdited(true);
  };
  useConnectionCommands(connection);
  const keptIn = useQuery(settingsQuery).data?.keysKeptIn ?? "memory";
  const { name, label, declared, preset, isStandIn, problem, said } = connection;
  const isOwn = declared !== null && preset !== name;
  const kind = kindOf(connection);
  const tools = (
    <>
      {label === name ? null : <span className="faint truncate">{label}</span>}
      {isStandIn ? (
        <Tag meaning="simulated">{uiStrings.simulated}</Tag>
      ) : (
        <Tag meaning={kind === "workspaces" ? "undecided" : "neutral"}>{connectionStrings.kinds[kind]}</Tag>
      )}
      <div className="pane-spacer" />
      {isStandIn || isEditing ? null : (
        <>
          {declared === null ? null : (
            <Button onClick={() => setIsRemoving(true)}>
              {isOwn ? connectionStrings.remove : connectionStrings.reset}
            </Button>
          )}
          <Button ref={isBack || hasEdited ? focusIfLost : null} onClick={edit}>
            {declared === null ? connectionStrings.change : connectionStrings.edit}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Pane id="connection" title={name} tools={tools}>
      <FileFault />
      {problem === null || problem.code === "connection-untrusted" ? null : (
        <PartialNote>
          <ShownText text={`${problem.message} ${problem.hint}`} />
        </PartialNote>
      )}
      <div className="connection">
        <div className="connection-main">
          <Crumbs shown={name} />
          {said.map((line) => (
            <p key={line} className="connections-note">
              <ShownText text={line} />
            </p>
          ))}
          <TrustNote connection={connection} />
          {isEditing ? (
            <EditForm connection={connection} onLeave={() => setIsEditing(false)} />
          ) : (
            <>
              <ConnectionKeys connection={connection} keptIn={keptIn} />
              <ConnectionFacts connection={connection} />
              <LearnedRules connection={connection} />
            </>
          )}
        </div>
        <TryOneCall connection={connection} />
      </div>
      <RemoveDialog
        connection={connection}
        isOwn={isOwn}
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
      />
    </Pane>
  );
}

type EditFormProps = Pick<ConnectionPageProps, "connection"> & { readonly onLeave: () => void };

function EditForm({ connection, onLeave }: EditFormProps) {
  const { name, declared, preset } = connection;
  const presets = useQuery(presetsQuery).data ?? [];
  const [draft, setDraft] = useState(() => toDraft(name, declared ?? {}));
  return (
    <ConnectionForm
      draft={draft}
      onDraft={setDraft}
      preset={presets.find((each) => each.name === preset)}
      shown={connection}
      onDone={onLeave}
      onCancel={onLeave}
    />
  );
}
