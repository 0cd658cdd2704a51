import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { runStrings } from "#renderer/strings/run.ts";
import { shortId } from "#renderer/text/format.ts";
import { draftedContent } from "./drafted-content.ts";
import { RunFoot } from "./run-foot.tsx";
import { RunOutput, type TaskResult } from "./run-output.tsx";
import { useOpenDraft } from "./use-open-draft.ts";
import { useRunning } from "./use-running.ts";

export type TaskInput = {
  readonly values: Readonly<Record<string, string>>;
  /** CONNECTION/NAME; null for the usual one. */
  readonly model: string | null;
  readonly edits: AskedEdit[];
  readonly unknownPrice: { readonly unknownPrice?: "allow" };
  readonly signal: AbortSignal;
};

type RunTaskProps = {
  readonly resource: ResourceKey;
  readonly at: string;
  /** The prompt whose places are filled, each by a text. */
  readonly prompt: { readonly name: string; readonly content: PromptContent };
  readonly usual: { readonly model: string | null; readonly words: string };
  readonly ask: (client: WorkspaceClient, input: TaskInput) => Promise<TaskResult>;
};

const inputsOf = (state: AppState) => state.runInputs;

/** What fills a prompt's places and by which model, and below it what came of it. */
export function RunTask({ resource, at, prompt, usual, ask }: RunTaskProps) {
  const { store } = useApp();
  const last = useAppState(inputsOf)[resource];
  const [values, setValues] = useState(last?.values ?? {});
  const [model, setModel] = useState(last?.model ?? null);
  const draft = useOpenDraft(at);
  const running = useRunning<TaskResult>(`${resource} ${at}`);
  const { state } = running;
  // What is laid over the run is what is asked: its places are filled.
  const { inputSchema } = draftedContent(draft.edits, { kind: "prompt", ...prompt });
  const places = Object.keys(inputSchema.properties);
  const given = Object.fromEntries(places.map((place) => [place, values[place] ?? ""]));
  return (
    <form
      className="run-form"
      ref={focusFirst}
      onSubmit={(event) => {
        event.preventDefault();
        store.getState().setRunInput(resource, { values: given, model });
        const { edits } = draft;
        running.start(async (client, signal, isPriceAllowed) =>
          ask(client, {
            ...{ values: given, model, edits, signal },
            unknownPrice: isPriceAllowed ? { unknownPrice: "allow" } : {},
          }),
        );
      }}
    >
      {at === "head" ? null : <p className="soft run-note">{runStrings.at(shortId(at))}</p>}
      {places.length === 0 ? <p className="soft run-note">{runStrings.noPlaces}</p> : null}
      {places.map((place) => (
        <Textarea
          key={place}
          label={place}
          autosize
          minRows={places.length === 1 ? 4 : 2}
          maxRows={12}
          value={values[place] ?? ""}
          onChange={(event) => setValues({ ...values, [place]: event.currentTarget.value })}
        />
      ))}
      <ModelPicker label={runStrings.model} value={model} usual={usual} onChange={setModel} />
      <RunFoot draft={draft} isRunning={state.kind === "running"} onStop={running.stop} />
      <PriceDialog problem={running.price} onClose={running.dismissPrice} onAllowed={running.allow} />
      <RunOutput state={state} />
    </form>
  );
}
