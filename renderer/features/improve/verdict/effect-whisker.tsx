import type { ReactNode } from "react";
import { formatCount, formatEffectInterval } from "#renderer/text/format.ts";
import { reachOf } from "./whisker-scale.ts";
import "./effect-whisker.css";

type EffectWhiskerProps = {
  readonly effect: number;
  readonly interval: readonly [number, number];
  readonly n: number;
  /** Of the scale, where it is shared with another. */
  readonly reach?: number;
  /** Said on the same line, before the figures. */
  readonly lead?: ReactNode;
};

const HEIGHT = 30;
/** The effect with its interval, on a scale on which nothing at all is marked. */
export function EffectWhisker({ effect, interval, n, reach, lead = null }: EffectWhiskerProps) {
  const [low, high] = interval;
  const scale = reach ?? reachOf([interval]);
  const toShare = (value: number): string => `${(50 + (value / scale) * 50).toFixed(2)}%`;
  const text = `${formatEffectInterval(effect, interval)} n=${formatCount(n)}`;
  const meaning = low > 0 ? "good" : high < 0 ? "bad" : "undecided";
  const edge = (scale * 100).toFixed(0);
  return (
    <div className="whisker">
      <div className="whisker-line">
        {lead}
        <span className="number whisker-text">{text}</span>
      </div>
      <svg className={`whisker-drawing whisker-${meaning}`} width="100%" height={HEIGHT} aria-hidden="true">
        <line className="whisker-axis" x1="0" x2="100%" y1="11" y2="11" />
        <line className="whisker-zero" x1="50%" x2="50%" y1="2" y2="20" />
        <line className="whisker-span" x1={toShare(low)} x2={toShare(high)} y1="11" y2="11" />
        <line className="whisker-end" x1={toShare(low)} x2={toShare(low)} y1="6" y2="16" />
        <line className="whisker-end" x1={toShare(high)} x2={toShare(high)} y1="6" y2="16" />
        <circle className="whisker-dot" cx={toShare(effect)} cy="11" r="4.5" />
        <text className="whisker-tick" x="50%" y={HEIGHT - 1} textAnchor="middle">
          0
        </text>
        <text className="whisker-tick" x="0" y={HEIGHT - 1}>
          −{edge}
        </text>
        <text className="whisker-tick" x="100%" y={HEIGHT - 1} textAnchor="end">
          +{edge}
        </text>
      </svg>
    </div>
  );
}
