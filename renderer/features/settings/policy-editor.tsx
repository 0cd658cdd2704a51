import { Button } from "@mantine/core";
import { useState } from "react";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { findNamelessRule, fromRuleDraft, moveRule, newRuleDraft, toRuleDraft } from "./policy-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { SaveRow } from "./save-row.tsx";
import { useSave } from "./use-save.ts";

/** The workspace's own rules, as the data they are: in order, each with its conditions and what it does. */
export function PolicyEditor({ policies, approve }: Pick<SettingsDocument, "policies" | "approve">) {
  const rules = policies.find((list) => list.approve === "rules")?.rules ?? [];
  const saved = rules.map(toRuleDraft);
  const [drafts, setDrafts] = useState<typeof saved>(saved);
  const { isBusy, save } = useSave();
  const wanted = drafts.map(fromRuleDraft);
  const isDirty = JSON.stringify(wanted) !== JSON.stringify(rules);
  const fault = findNamelessRule(drafts);
  const isNeeded = drafts.length === 0 && approve === "rules";
  return (
    <form
      className="policy"
      aria-label={settingsStrings.policies.rules}
      onSubmit={(event) => {
        event.preventDefault();
        void save({ policy: wanted.length === 0 ? null : wanted });
      }}
    >
      <h4 className="policy-title">{settingsStrings.policies.rules}</h4>
      {drafts.length === 0 ? <p className="setting-note">{settingsStrings.noRules}</p> : null}
      <ol className="policy-drafts">
        {drafts.map((draft, at) => (
          <RuleFields
            key={draft.key}
            draft={draft}
            at={at}
            isLast={at === drafts.length - 1}
            onChange={(next) => setDrafts(drafts.with(at, next))}
            onMove={(step) => setDrafts([...moveRule(drafts, at, step)])}
            onRemove={() => setDrafts(drafts.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <Button onClick={() => setDrafts([...drafts, newRuleDraft(drafts)])}>{settingsStrings.addRule}</Button>
      {fault === null ? null : <p className="setting-note">{settingsStrings.ruleFaults[fault]}</p>}
      {isNeeded ? <p className="setting-note">{settingsStrings.rulesNeeded}</p> : null}
      <SaveRow
        isDirty={isDirty && fault === null && !isNeeded}
        isBusy={isBusy}
        onRevert={() => setDrafts(saved)}
      />
    </form>
  );
}
