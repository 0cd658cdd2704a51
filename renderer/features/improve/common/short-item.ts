/** An item's id without the name of its split, which the place already says: "validation-118" as "118". */
export function shortItem(item: string): string {
  return item.replace(/^(train|dev|validation|test)-/, "");
}
