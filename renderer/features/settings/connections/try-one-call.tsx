import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { isReady } from "#renderer/models/model-groups.ts";
import { connectionsQuery } from "#renderer/models/model-queries.ts";
import { ModelName } from "#renderer/models/model-name.tsx";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { focusIfLost } from "#renderer/ui/focus-on-mount.ts";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { tryOf } from "#renderer/store/try-slice.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ErrorState } from "#renderer/ui/states.tsx";
import { TryResult } from "./try-result.tsx";
import "./try-one-call.css";

const triesOf = (state: AppState) => state.tries;

/** One real call, and everything that is to be known of it. */
export function TryOneCall({ connection }: { readonly connection: ConnectionDocument }) {
  const { name, problem: fault } = connection;
  const tried = tryOf(useAppState(triesOf), connection);
  const [model, setModel] = useState<string | null>(tried?.outcome.model ?? null);
  const [prompt, setPrompt] = useState<string>(connectionStrings.promptUsual);
  const { isTrying, hasAsked, problem, ask, cancel } = useTry(connection);
  const why =
    fault?.code === "connection-untrusted"
      ? connectionStrings.tryUntrusted
      : model === null
        ? connectionStrings.tryNoModel
        : null;
  return (
    <section className="try" aria-label={connectionStrings.tryTitle}>
      <h3 className="connections-title">{connectionStrings.tryTitle}</h3>
      <p className="connections-note">{connectionStrings.tryNote}</p>
      <form
        className="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (model !== null && !isTrying) void ask(model, prompt.trim());
        }}
      >
        <ModelPicker label={connectionStrings.model} only={name} value={model} onChange={setModel} />
        <Textarea
          label={connectionStrings.prompt}
          value={prompt}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={20_000}
          onChange={(event) => setPrompt(event.currentTarget.value)}
        />
        <div className="try-buttons">
          {isTrying ? (
            <>
              <output className="soft">{connectionStrings.tryWaiting}</output>
              <Button ref={focusIfLost} onClick={cancel}>
                {uiStrings.cancel}
              </Button>
            </>
          ) : (
            <>
              <Button
                ref={hasAsked ? focusIfLost : null}
                type="submit"
                variant="filled"
                disabled={why !== null || prompt.trim() === "" || (fault !== null && !isReady(connection))}
              >
                {connectionStrings.tryIt}
              </Button>
              {why === null && model !== null ? (
                <ModelName model={model} />
              ) : (
                <span className="faint">{why}</span>
              )}
            </>
          )}
        </div>
      </form>
      {problem !== null && !isTrying ? <Refused problem={problem} /> : null}
      {tried === undefined || isTrying || problem !== null ? null : (
        <TryResult tried={tried} learned={connection.learned} />
      )}
    </section>
  );
}

/** Where it is put right is this page. */
function Refused({ problem: { link: _here, ...problem } }: { readonly problem: Problem }) {
  return <ErrorState problem={problem} />;
}

/** Asks, and keeps what it came to for the list of connections; leaving the page ends the call. */
function useTry({ name, baseUrl }: ConnectionDocument) {
  const { client, queries, store } = useApp();
  const act = useAct();
  const [isTrying, setIsTrying] = useState(false);
  const [hasAsked, setHasAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const ask = async (model: string, prompt: string): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setIsTrying(true);
    setHasAsked(true);
    setProblem(null);
    const { signal } = controller;
    const done = await act(async () => await client.connections.try({ model, prompt }, { signal }), []);
    if (signal.aborted) return;
    setIsTrying(false);
    if (!done.ok) setProblem(done.error);
    else store.getState().keepTry({ name, baseUrl }, done.value);
    // A refusal may have taught something.
    queries.retry(connectionsQuery.key);
  };
  const cancel = (): void => {
    running.current?.abort();
    setIsTrying(false);
  };
  return { isTrying, hasAsked, problem, ask, cancel };
}
