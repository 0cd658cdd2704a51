import type { ReactNode } from "react";
import { formatEffectInterval } from "#renderer/ui/format.ts";

type EffectWhiskerProps = {
  readonly effect: number;
  readonly interval: readonly [number, number];
  readonly n: number;
  /** Said on the same line, before the figures. */
  readonly lead?: ReactNode;
};

const HEIGHT = 30;
/** Nothing is drawn wider than it is known: at least ten points to a side of the scale. */
const LEAST_REACH = 0.05;

/** The effect with its interval, on a scale on which nothing at all is marked. */
export function EffectWhisker({ effect, interval, n, lead = null }: EffectWhiskerProps) {
  const [low, high] = interval;
  const reach = Math.max(LEAST_REACH, Math.abs(low), Math.abs(high)) * 1.08;
  const toShare = (value: number): string => `${(50 + (value / reach) * 50).toFixed(2)}%`;
  const text = `${formatEffectInterval(effect, interval)} n=${n}`;
  const meaning = low > 0 ? "good" : high < 0 ? "bad" : "undecided";
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
          −{(reach * 100).toFixed(0)}
        </text>
        <text className="whisker-tick" x="100%" y={HEIGHT - 1} textAnchor="end">
          +{(reach * 100).toFixed(0)}
        </text>
      </svg>
    </div>
  );
}
