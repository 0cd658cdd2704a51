import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import "./commit-id.css";

type CommitIdProps = {
  readonly id: string;
  /** Absent where following it would lead to where one is. */
  readonly href?: string;
  readonly canCopy?: boolean;
};

/** Seven digits of an id; the whole one on hover and in the clipboard. */
export function CommitId({ id, href, canCopy = false }: CommitIdProps) {
  const text =
    href === undefined ? (
      <span className="commit-id" title={id}>
        {shortId(id)}
      </span>
    ) : (
      <a className="commit-id commit-id-link" href={href} title={id}>
        {shortId(id)}
      </a>
    );
  if (!canCopy) return text;
  return (
    <span className="commit-id-pair">
      {text}
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? uiStrings.copied : uiStrings.copy}>
            <ActionIcon
              className="commit-id-copy"
              onClick={copy}
              aria-label={`${uiStrings.copy} ${shortId(id)}`}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
