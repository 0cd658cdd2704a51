import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReplayDocument } from "#core/contract/replays.ts";
import type { Divergence } from "#core/domain/replay.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import type { ReplayControl } from "./use-replay.ts";
import "./replay-result.css";

const { replay: words } = tracesStrings;

type ReplayResultProps = {
  readonly replay: ReplayControl;
  /** Selects a span of the recording. */
  readonly onShow: (span: string) => void;
};

/** What a replay came to, above the recording that it is held against. */
export function ReplayResult({ replay, onShow }: ReplayResultProps) {
  const { latest, isPlaying, play, close } = replay;
  if (latest === null)
    return isPlaying ? (
      <div className="replay-result" role="status">
        {words.going}
      </div>
    ) : null;
  const { isIdentical, firstDivergence, divergedSpan, runtime, trace } = latest;
  return (
    <section className="replay-result" aria-label={words.title}>
      <div className="replay-line">
        <span role="status">
          <Mark meaning={isIdentical ? "good" : "bad"}>{isIdentical ? words.identical : words.diverged}</Mark>
        </span>
        {listFigures(latest).map((figure) => (
          <span key={figure} className="replay-figure soft">
            {figure}
          </span>
        ))}
        <div className="replay-actions">
          {divergedSpan === null ? null : (
            <Button size="compact-xs" onClick={() => onShow(divergedSpan)}>
              {words.show}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" loading={isPlaying} onClick={() => void play("live")}>
            {words.playLive}
          </Button>
          <a className="link" href={hrefTo("traces", [trace])}>
            {words.open}
          </a>
          <ActionIcon onClick={close} aria-label={words.close}>
            <IconX size={14} stroke={1.8} />
          </ActionIcon>
        </div>
      </div>
      {firstDivergence === null ? null : <FirstDivergence divergence={firstDivergence} />}
      {runtime.recorded === runtime.now ? null : <div className="soft">{words.otherParts}</div>}
    </section>
  );
}

/** Those of which there are some; what must be none is always said. */
function listFigures(replay: ReplayDocument): readonly string[] {
  const { reused, entries, cosmetic, recomputed, unmatched, networkCalls, effects } = replay;
  const some = (count: number, tell: (count: string) => string): readonly string[] =>
    count === 0 ? [] : [tell(formatCount(count))];
  return [
    words.figures(formatCount(reused), formatCount(entries)),
    ...some(cosmetic, words.cosmetic),
    ...some(recomputed, words.recomputed),
    ...some(unmatched, words.unmatched),
    ...(effects.skipped === 0 ? [] : [words.skipped(effects.skipped)]),
    words.network(networkCalls),
  ];
}

function FirstDivergence({ divergence }: { readonly divergence: Divergence }) {
  const { path, class: kind, fields, expected, got } = divergence;
  return (
    <div className="replay-divergence">
      <div>
        <span className="mono">{path}</span> {words.classes[kind]}
        {fields.length === 0 ? null : <span className="mono"> {fields.join(" ")}</span>}
      </div>
      <dl className="replay-compared">
        <dt>{words.recorded}</dt>
        <dd className="mono">
          <ShownText text={JSON.stringify(expected)} />
        </dd>
        <dt>{words.now}</dt>
        <dd className="mono">
          <ShownText text={JSON.stringify(got)} />
        </dd>
      </dl>
    </div>
  );
}
