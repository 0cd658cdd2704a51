import { useState } from "react";
import { dataStrings } from "#renderer/strings/data.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import { EmptyState, ErrorState, LoadingState } from "#renderer/ui/states.tsx";
import type { Imported } from "./data-queries.ts";
import { createForm, hasFields, type ImportForm } from "./import-form.ts";
import { nameOf, type ImportSource } from "./import-source.ts";
import { ImportOptions } from "./import-options.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { ImportResult } from "./import-result.tsx";
import { SourceDrop } from "./source-drop.tsx";
import { usePreview } from "./use-preview.ts";
import "./import.css";

/** A file or a text becomes a dataset: what to read of it at the left, what comes out at the right. */
export function ImportPane({ taken }: { readonly taken: readonly string[] }) {
  const [source, setSource] = useState<ImportSource | null>(null);
  const [chosen, setForm] = useState<ImportForm | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const { data, problem } = usePreview(source, chosen);
  // The host tells some formats that their beginning did not.
  const form = chosen === null ? null : { ...chosen, format: chosen.format ?? data?.format ?? null };
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
            preview={data}
            isFaulty={problem !== null}
            isTaken={taken.includes(form.name)}
            onForm={setForm}
            onSource={choose}
            onImported={setImported}
          />
          <section className="import-preview" aria-label={dataStrings.preview}>
            {data !== null ? (
              <ImportPreview
                form={form}
                onForm={setForm}
                preview={data}
                problem={problem}
                name={nameOf(source.main.path)}
                isChosen={hasFields(form, data)}
              />
            ) : problem === null ? (
              <LoadingState />
            ) : form.format === null && problem.code === "usage" ? (
              <EmptyState title={dataStrings.formatOpen}>{dataStrings.formatOpenText}</EmptyState>
            ) : (
              <ErrorState problem={problem} />
            )}
          </section>
        </div>
      )}
    </Pane>
  );
}
