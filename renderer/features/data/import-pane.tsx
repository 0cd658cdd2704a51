import { useState } from "react";
import { dataStrings } from "#renderer/strings/data.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState } from "#renderer/ui/states.tsx";
import type { Imported, Preview } from "./data-queries.ts";
import { createForm, tellsAnswers, type ImportForm } from "./import-form.ts";
import type { ImportSource } from "./import-source.ts";
import { ImportOptions } from "./import-options.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { ImportResult } from "./import-result.tsx";
import { SourceDrop } from "./source-drop.tsx";
import { usePreview } from "./use-preview.ts";
import "./import.css";

/** Whether it is known which fields are the input and the answer, by choice or by their names. */
function hasFields(form: ImportForm, preview: Preview | null): boolean {
  const { input, answer } = form;
  if (tellsAnswers(form) || preview === null) return true;
  return (input.length > 0 || preview.input !== null) && (answer !== "" || preview.answer !== null);
}

/** A file or a text becomes a dataset: what to read of it at the left, what comes out at the right. */
export function ImportPane({ taken }: { readonly taken: readonly string[] }) {
  const [source, setSource] = useState<ImportSource | null>(null);
  const [form, setForm] = useState<ImportForm | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const preview = usePreview(source, form);
  const choose = (next: ImportSource | null): void => {
    setSource(next);
    setForm(next === null ? null : createForm(next));
  };
  if (imported !== null) {
    return (
      <Pane id="import" title={dataStrings.importTitle}>
        <ImportResult imported={imported} />
      </Pane>
    );
  }
  return (
    <Pane id="import" title={dataStrings.importTitle}>
      {source === null || form === null ? (
        <SourceDrop onSource={choose} />
      ) : (
        <div className="import">
          <ImportOptions
            source={source}
            form={form}
            preview={preview.data}
            isTaken={taken.includes(form.name)}
            onForm={setForm}
            onSource={choose}
            onImported={setImported}
          />
          <section className="import-preview" aria-label={dataStrings.preview}>
            {form.format === null ? (
              <EmptyState title={dataStrings.formatOpen}>{dataStrings.formatOpenText}</EmptyState>
            ) : preview.data === null && preview.problem === null ? (
              <EmptyState title={dataStrings.previewEmpty}>{dataStrings.previewEmptyText}</EmptyState>
            ) : (
              <ImportPreview
                form={form}
                onForm={setForm}
                preview={preview.data}
                problem={preview.problem}
                isChosen={hasFields(form, preview.data)}
              />
            )}
          </section>
        </div>
      )}
    </Pane>
  );
}
