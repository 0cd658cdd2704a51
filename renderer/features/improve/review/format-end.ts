import { formatSigned } from "#renderer/ui/format.ts";

/**
 * One end of an interval in points. On which side of nothing it lies is what the verdict rests on, so an end near nothing
 * keeps a digit that shows its side: 0.0003 is "+0.03", not "0.0".
 */
export function formatEnd(end: number): string {
  const points = end * 100;
  if (points === 0 || Math.abs(points) >= 0.05) return formatSigned(points);
  const digits = Math.min(4, Math.ceil(-Math.log10(Math.abs(points))));
  return formatSigned(points, digits);
}
