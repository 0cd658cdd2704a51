/** "a/m 12, b/n 3": which models answered how many calls, those that answered most first. */
export function formatAnsweredBy(counts: Readonly<Record<string, number>>): string {
  const answered = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return answered.length === 0 ? "none" : answered.map(([model, calls]) => `${model} ${calls}`).join(", ");
}
