import { Button } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { useRoute } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { PartialNote, Ready } from "#renderer/ui/states.tsx";
import { CapsForm } from "./caps-form.tsx";
import { DefaultsForm } from "./defaults-form.tsx";
import { EvolvedCodeWalls } from "./evolved-code-walls.tsx";
import { GateForm } from "./gate-form.tsx";
import { IntegrityCheck } from "./integrity-check.tsx";
import { ConnectionsPage } from "./connections/connections-page.tsx";
import { ConnectionsSummary } from "./connections/connections-summary.tsx";
import { LooksSettings } from "./looks-settings.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyHistory } from "./policy-history.tsx";
import { PolicyRules } from "./policy-rules.tsx";
import { ReadTokens } from "./read-tokens.tsx";
import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { TraceReceiver } from "./trace-receiver.tsx";
import { UsualApprover } from "./usual-approver.tsx";
import { WorkspacePaths } from "./workspace-paths.tsx";
import "./settings.css";

/** Keys, what new sessions begin with, the window's looks, and where the workspace is. */
export function SettingsView() {
  const [part] = useRoute().parts;
  return part === CONNECTIONS ? <ConnectionsPage /> : <SettingsPage />;
}

/** `#/settings/connections`: a page of its own. */
const CONNECTIONS = "connections";

function SettingsPage() {
  const { queries } = useApp();
  const settings = useQuery(settingsQuery);
  return (
    <Pane id="settings" title={settingsStrings.title}>
      <Ready of={settings} onRetry={() => queries.retry(settingsQuery.key)}>
        {(document) => <Sections document={document} />}
      </Ready>
    </Pane>
  );
}

function Sections({ document }: { readonly document: SettingsDocument }) {
  const { store } = useApp();
  return (
    <>
      {document.problem === null ? null : (
        <PartialNote>
          {settingsStrings.problem} {document.problem}
        </PartialNote>
      )}
      <div className="settings">
        <Section title={settingsStrings.models} note={settingsStrings.modelsNote[document.keysKeptIn]}>
          <ConnectionsSummary />
        </Section>
        <Section title={settingsStrings.defaults} note={settingsStrings.defaultsNote}>
          <DefaultsForm document={document} />
        </Section>
        <Section title={settingsStrings.caps} note={settingsStrings.capsNote}>
          <CapsForm document={document} />
        </Section>
        <Section title={settingsStrings.gate} note={settingsStrings.gateNote}>
          <GateForm document={document} />
        </Section>
        <Section title={settingsStrings.policy} note={settingsStrings.policyNote}>
          <UsualApprover {...document} />
          <PolicyRules policies={document.policies} />
          <PolicyEditor key={JSON.stringify(document.policies)} {...document} />
          <PolicyHistory />
        </Section>
        <Section title={settingsStrings.evolvedCode} note={settingsStrings.evolvedCodeNote}>
          <EvolvedCodeWalls evolvedCode={document.evolvedCode} />
        </Section>
        <Section title={settingsStrings.appearance}>
          <LooksSettings />
        </Section>
        <Section title={settingsStrings.readTokens} note={settingsStrings.readTokensNote}>
          <ReadTokens />
        </Section>
        <Section title={receivedStrings.receiver.title} note={receivedStrings.receiver.note}>
          <TraceReceiver />
        </Section>
        <Section title={settingsStrings.workspace} note={settingsStrings.workspaceNote}>
          <WorkspacePaths document={document} />
        </Section>
        <Section title={settingsStrings.integrity} note={settingsStrings.integrityNote}>
          <IntegrityCheck />
        </Section>
        <Section title={settingsStrings.about} note={settingsStrings.aboutNote}>
          <Button onClick={() => store.getState().openOverlay("licences")}>
            {settingsStrings.showLicences}
          </Button>
        </Section>
      </div>
    </>
  );
}

type SectionProps = { readonly title: string; readonly note?: string; readonly children: ReactNode };

function Section({ title, note, children }: SectionProps) {
  const place = useRef<HTMLElement>(null);
  const isAskedFor = useRoute().query["section"] === title;
  useEffect(() => {
    if (isAskedFor) place.current?.scrollIntoView({ block: "start" });
  }, [isAskedFor]);
  return (
    <section ref={place} className="setting" aria-label={title}>
      <div className="setting-side">
        <h3 className="setting-title">{title}</h3>
        {note === undefined ? null : <p className="setting-note">{note}</p>}
      </div>
      <div className="setting-main">{children}</div>
    </section>
  );
}
