import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { assertDefined } from "#core/base/assert.ts";
import type { SessionSetting, SettingsDocument } from "#core/contract/settings.ts";
import { usualSettings } from "#core/domain/optimizers/table.ts";
import { listSettingForms, type SettingForm } from "#core/domain/setting-forms.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { OptimizerFields, OptimizerSelect } from "#renderer/ui/optimizer-fields.tsx";
import { changesOf, toDrafts } from "./number-drafts.ts";
import { changeOf, toOptimizerDraft } from "./optimizer-draft.ts";
import { SaveRow } from "./save-row.tsx";
import { useSave } from "./use-save.ts";

const NAMES = Object.keys(settingsStrings.settings) as readonly SessionSetting[];

const FORMS = new Map(listSettingForms().map((form) => [form.path, form]));

function formOf(name: SessionSetting): SettingForm {
  return assertDefined(FORMS.get(name), `the form of ${name}`);
}

/** The host would refuse it as well; here it is said before anything is sent [L16]. */
function faultOf(name: SessionSetting, text: string): string | null {
  const form = formOf(name);
  return text === "" || form.allows(Number(text)) ? null : settingsStrings.mustBe(form.words);
}

/** Only what the file sets stands in the fields; the rest shows its default behind an empty field. */
export function GateForm({ document }: { readonly document: SettingsDocument }) {
  const values = valuesOf(document);
  const written = Object.fromEntries(document.written.map((name) => [name, values[name]]));
  const saved = toDrafts(NAMES, written);
  const [drafts, setDrafts] = useState(saved);
  const [optimizer, setOptimizer] = useState(() => toOptimizerDraft(document));
  const { isBusy, save } = useSave();
  const changes = changesOf(saved, drafts);
  const optimizerChange = changeOf(toOptimizerDraft(document), optimizer);
  const usual: Readonly<Record<string, unknown>> = usualSettings(optimizer.type);
  const revert = (): void => {
    setDrafts(saved);
    setOptimizer(toOptimizerDraft(document));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save({
          session: changes,
          ...(optimizerChange === null ? {} : { optimizer: optimizerChange }),
        });
      }}
    >
      <div className="setting-fields">
        {NAMES.map((name) => {
          const [label, note] = settingsStrings.settings[name];
          return (
            <NumberInput
              key={name}
              label={label}
              description={settingsStrings.noteWithForm(note, formOf(name).words)}
              error={faultOf(name, drafts[name] ?? "")}
              placeholder={
                document.written.includes(name) ? "" : settingsStrings.defaultValue(String(values[name]))
              }
              decimalScale={4}
              hideControls
              value={drafts[name] ?? ""}
              onValueChange={({ value }) => setDrafts({ ...drafts, [name]: value })}
            />
          );
        })}
        <OptimizerSelect value={optimizer.type} onChange={(type) => setOptimizer({ type, settings: {} })} />
        <OptimizerFields
          optimizer={optimizer.type}
          drafts={optimizer.settings}
          hintOf={(name) => settingsStrings.defaultValue(String(usual[name]))}
          onChange={(settings) => setOptimizer({ ...optimizer, settings })}
        />
      </div>
      <SaveRow
        isDirty={Object.keys(changes).length > 0 || optimizerChange !== null}
        isWrong={NAMES.some((name) => faultOf(name, drafts[name] ?? "") !== null)}
        isBusy={isBusy}
        onRevert={revert}
      />
    </form>
  );
}

function valuesOf({ session }: SettingsDocument): Readonly<Record<SessionSetting, number>> {
  const { gate, repetitions, stallAfter, concurrency, workers } = session;
  return {
    ...{ repetitions, stallAfter, concurrency, workers },
    "gate.minEffect": gate.minEffect,
    "gate.alpha": gate.alpha,
    "gate.margin": gate.margin,
  };
}
