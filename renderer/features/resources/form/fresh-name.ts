/** The first name by number that nobody has yet, from the one that would be next: `section-3` of two. */
export function freshName(taken: readonly unknown[], nameOf: (number: number) => string): string {
  let number = taken.length + 1;
  while (taken.includes(nameOf(number))) number += 1;
  return nameOf(number);
}
