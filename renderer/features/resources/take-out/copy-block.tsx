import { Button, CopyButton } from "@mantine/core";
import { takeOutStrings } from "#renderer/strings/take-out.ts";

type CopyBlockProps = { readonly label: string; readonly text: string };

/** Lines to be copied whole. */
export function CopyBlock({ label, text }: CopyBlockProps) {
  return (
    <section className="copy-block" aria-label={label}>
      <div className="copy-block-head">
        <span className="faint">{label}</span>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" onClick={copy} aria-label={`${takeOutStrings.copy}: ${label}`}>
              {copied ? takeOutStrings.copied : takeOutStrings.copy}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A box that scrolls is scrolled by keys as well. */}
      <pre className="mono copy-block-text" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
