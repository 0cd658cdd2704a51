import { useComputedColorScheme } from "@mantine/core";
import { useStore, useViewport } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { readTokens } from "#renderer/ui/read-tokens.ts";
import { usePixelRatio } from "#renderer/ui/use-pixel-ratio.ts";
import type { Drawing } from "./drawing.ts";
import { drawScores, SCORE_BAND } from "./draw-scores.ts";

type LaneScoresProps = { readonly drawing: Drawing; readonly label: string };

const widthOf = (state: { width: number }): number => state.width;

/** The band of scores under the history, which moves with it. The list has the same numbers in a column. */
export function LaneScores({ drawing, label }: LaneScoresProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const viewport = useViewport();
  const width = useStore(widthOf);
  const scale = usePixelRatio();
  const scheme = useComputedColorScheme("light");
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (element === null || context === null || context === undefined) return;
    if (element.width !== width * scale || element.height !== SCORE_BAND * scale) {
      element.width = width * scale;
      element.height = SCORE_BAND * scale;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, SCORE_BAND);
    drawScores(context, drawing, { viewport, palette: readTokens(element), width });
  }, [drawing, viewport, width, scheme, scale]);
  return (
    <figure className="lane-scores" style={{ height: SCORE_BAND }}>
      <canvas ref={canvas} className="lane-scores-canvas" aria-hidden="true" />
      <figcaption className="lane-scores-label" title={label}>
        {label}
      </figcaption>
    </figure>
  );
}
