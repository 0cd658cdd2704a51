import { Button, Modal, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { CLIENT_FILES, type ClientLanguage } from "#core/domain/taken-out.ts";
import { getAt, isJsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useApp } from "#renderer/store/app-context.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useTags } from "#renderer/store/use-tags.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import { saveFile } from "#renderer/ui/save-file.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { CopyBlock } from "./copy-block.tsx";
import { toSnippet, WAYS_OUT, type WayOut } from "./snippets.ts";
import { TokenField } from "./token-field.tsx";
import { fileOf } from "./use-take-out.ts";

type UseDialogProps = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly shown: Resource | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** The few lines by which a program reads this resource: real names, and a token that is made here. */
export function UseDialog({ isOpen, onClose, resource, ...parts }: UseDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={takeOutStrings.useTitle(resource)}
      size={640}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <UseLines resource={resource} {...parts} /> : null}
    </Modal>
  );
}

function UseLines({ resource, at: shownAt, shown }: Omit<UseDialogProps, "isOpen" | "onClose">) {
  const { isBrowser } = useApp();
  const tags = useTags();
  const [way, setWay] = useState<WayOut>("typescript");
  const [chosen, setChosen] = useState<string | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const usual = tags.find(({ name }) => name === USUAL_TAG) ?? tags[0];
  const first = shownAt === "head" ? usual?.name : undefined;
  const at = chosen ?? first ?? shownAt;
  const address = isBrowser ? location.origin : null;
  const snippet = toSnippet(way, {
    resource,
    at,
    isTag: tags.some(({ name }) => name === at),
    slots: slotsOf(shown),
    address,
    token: token ?? takeOutStrings.tokenPlace,
    file: fileOf(resource),
  });
  return (
    <div className="use-lines" ref={focusFirst}>
      {address === null ? <p className="dialog-text">{takeOutStrings.noAddress}</p> : null}
      <div className="use-choices">
        <SegmentedControl
          aria-label={takeOutStrings.language}
          value={way}
          onChange={setWay}
          data={WAYS_OUT.map((value) => ({ value, label: takeOutStrings.languages[value] }))}
        />
        <Select
          className="use-version"
          aria-label={takeOutStrings.version}
          value={at}
          onChange={setChosen}
          allowDeselect={false}
          data={toChoices(
            tags.map(({ name }) => name),
            shownAt,
          )}
          comboboxProps={{ withinPortal: true }}
        />
      </div>
      {tags.length === 0 ? <p className="faint use-note">{takeOutStrings.tagless}</p> : null}
      {snippet.settings === null ? null : (
        <CopyBlock label={takeOutStrings.settings} text={snippet.settings} />
      )}
      <CopyBlock
        label={snippet.settings === null ? takeOutStrings.call : takeOutStrings.code}
        text={snippet.code}
      />
      <WayNote way={way} client={snippet.client} />
      {address === null || way === "cli" ? null : <TokenField token={token} onMade={setToken} />}
    </div>
  );
}

/** What most call the tag that counts. */
const USUAL_TAG = "prod";

/** What is behind the names of all that may be asked for: tags first, then what is looked at. */
function toChoices(tags: readonly string[], shownAt: string) {
  const others = [...new Set(["head", shownAt])].filter((at) => !tags.includes(at));
  return [
    ...tags.map((name) => ({ value: name, label: `@${name}` })),
    ...others.map((at) => ({ value: at, label: at === "head" ? takeOutStrings.head : `@${shortId(at)}` })),
  ];
}

function slotsOf(shown: Resource | undefined): readonly string[] {
  const properties = shown === undefined ? null : getAt(shown.content, "/inputSchema/properties");
  return shown?.kind === "prompt" && isJsonObject(properties) ? Object.keys(properties) : [];
}

type WayNoteProps = { readonly way: WayOut; readonly client: ClientLanguage | null };

function WayNote({ way, client }: WayNoteProps) {
  const act = useAct();
  if (client === null) {
    return (
      <p className="faint use-note">{way === "curl" ? takeOutStrings.curlNote : takeOutStrings.cliNote}</p>
    );
  }
  const download = async (): Promise<void> => {
    const done = await act(async (host) => await host.resolve.client({ language: client }), []);
    if (!done.ok) {
      toastProblem(done.error);
      return;
    }
    saveFile(done.value.file, "text/plain", done.value.text);
    toastDone(takeOutStrings.saved(done.value.file));
  };
  return (
    <div className="use-client">
      <Button onClick={() => void download()}>{takeOutStrings.client(CLIENT_FILES[client])}</Button>
      <span className="faint">{takeOutStrings.clientNote}</span>
    </div>
  );
}
