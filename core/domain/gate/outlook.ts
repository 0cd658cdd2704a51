import type { Room } from "./forecast.ts";
import type { GateLedger } from "./ledger.ts";
import type { Forecast } from "./report.ts";
import type { Way } from "./rules.ts";

/** The forecast of the way that is nearest; a way is as far as the last level it waits for [A13]. */
export function forecastVerdict(ledger: GateLedger, room: Room): Forecast {
  const [first, ...others] = ledger.rule.ways.map((way) => forecastWay(ledger, way, room));
  return others.reduce((best, other) => (isNearer(other, best) ? other : best), first as Forecast);
}

function forecastWay({ of }: GateLedger, { conditions }: Way, room: Room): Forecast {
  const waits = conditions.flatMap(({ waitsFor }) => (waitsFor === undefined ? [] : [waitsFor]));
  const forecasts = waits.map(({ measure, question }) => of(measure).forecast(question, room));
  return forecasts.reduce((last, other) => (isNearer(last, other) ? other : last));
}

const ORDER: Readonly<Record<Forecast["kind"], number>> = {
  reached: 0,
  items: 1,
  "not-with-this-dataset": 2,
  "no-sign-of-improvement": 3,
  closed: 4,
};

function isNearer(a: Forecast, b: Forecast): boolean {
  const itemsOf = (forecast: Forecast): number => ("likelyItems" in forecast ? forecast.likelyItems : 0);
  return ORDER[a.kind] === ORDER[b.kind] ? itemsOf(a) < itemsOf(b) : ORDER[a.kind] < ORDER[b.kind];
}
