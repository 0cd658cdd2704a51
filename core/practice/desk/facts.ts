import type { House } from "./house.ts";

/**
 * The part of the starting prompt that no evolution may change: the form of the answer, the fee, and how
 * contradictions are settled. It states none of the sixteen conventions.
 */
export function writeFacts({ feeCents }: House): string {
  return `Answer with one JSON object and nothing else. It has exactly these nine keys, and all nine must be there:
- "customer": the name of the customer, a text
- "receivedOn": the day the message was received, a text, or null if it says none
- "deliverOn": the day of delivery, a text, or null if none is asked for
- "items": a list in the order of the message, each {"sku", "description", "quantity", "unit", "unitPrice"}; sku and description as in the message, quantity and unitPrice numbers, unit a text or null if the message names none
- "discount": {"percent": number}, {"amount": number} or null
- "total": a number, the goods less the discount plus the shipping fee
- "currency": the code of the currency
- "priority": how urgent it is; "normal" if nothing makes it urgent
- "notes": a text, empty if there is nothing to note
Shipping costs ${(feeCents / 100).toFixed(2)} per order, in the currency of the order.
A remark is a request that is not about articles, dates, prices or urgency; it is copied without its final full stop.
If a message contradicts itself: a date beats the name of a weekday, a figure beats a word, urgent beats not urgent, and of two delivery dates or two discounts the first one counts.`;
}
