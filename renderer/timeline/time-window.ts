/** The stretch of a trace that is on screen, in microseconds from its beginning. */
export type TimeWindow = { readonly fromUs: number; readonly toUs: number };

/** Closer than this there is nothing more to see: times are whole microseconds. */
const NARROWEST_US = 2;

/** The whole trace; one that took no time at all still has a width. */
export function fitWindow({ fromUs, toUs }: TimeWindow): TimeWindow {
  return { fromUs, toUs: Math.max(toUs, fromUs + NARROWEST_US) };
}

/** Zooms in by a factor over 1, out by one under it; what is at `anchorUs` stays where it is. */
export function zoomWindow(
  window: TimeWindow,
  {
    factor,
    anchorUs,
    bounds,
  }: { readonly factor: number; readonly anchorUs: number; readonly bounds: TimeWindow },
): TimeWindow {
  const whole = fitWindow(bounds);
  const width = window.toUs - window.fromUs;
  const nextWidth = Math.min(Math.max(width / factor, NARROWEST_US), whole.toUs - whole.fromUs);
  const share = (anchorUs - window.fromUs) / width;
  return moveInside({ fromUs: anchorUs - share * nextWidth, width: nextWidth }, whole);
}

/** Moves by a share of what is on screen: positive is later. */
export function panWindow(window: TimeWindow, share: number, bounds: TimeWindow): TimeWindow {
  const width = window.toUs - window.fromUs;
  return moveInside({ fromUs: window.fromUs + share * width, width }, fitWindow(bounds));
}

/** A span with some air at both sides. */
export function windowAround(span: TimeWindow, bounds: TimeWindow): TimeWindow {
  const width = Math.max((span.toUs - span.fromUs) * 1.2, NARROWEST_US);
  const fromUs = (span.fromUs + span.toUs - width) / 2;
  const whole = fitWindow(bounds);
  return moveInside({ fromUs, width: Math.min(width, whole.toUs - whole.fromUs) }, whole);
}

/** Between two points, in either order, as somebody drew it. */
export function windowBetween(aUs: number, bUs: number, bounds: TimeWindow): TimeWindow {
  const whole = fitWindow(bounds);
  const fromUs = Math.max(Math.min(aUs, bUs), whole.fromUs);
  const toUs = Math.min(Math.max(aUs, bUs), whole.toUs);
  return moveInside({ fromUs, width: Math.max(toUs - fromUs, NARROWEST_US) }, whole);
}

export function isWhole(window: TimeWindow, bounds: TimeWindow): boolean {
  const whole = fitWindow(bounds);
  return window.fromUs <= whole.fromUs && window.toUs >= whole.toUs;
}

function moveInside(
  wanted: { readonly fromUs: number; readonly width: number },
  whole: TimeWindow,
): TimeWindow {
  const { width } = wanted;
  const fromUs = Math.min(Math.max(wanted.fromUs, whole.fromUs), Math.max(whole.toUs - width, whole.fromUs));
  return { fromUs, toUs: fromUs + width };
}
