import type { RandomStream } from "#core/base/keyed-random.ts";
import type { Remark } from "./intent.ts";

/**
 * Requests that are not about articles, dates, price or urgency. {n} is a small number, {c} a colour, {w} a name.
 * They are never given typos: notes copy them letter for letter.
 */
const REMARKS: { readonly [kind in Remark["kind"]]: readonly string[] } = {
  delivery: [
    "Please leave the parcel with the neighbour at number {n}",
    "Please ring the bell twice, the {c} door sticks",
    "Please use the loading ramp behind the {c} gate",
    "Please leave everything at the reception on floor {n}",
    "Please have the driver call before he arrives",
    "Please bring it to the back entrance, not the shop",
    "Please drop the boxes in the {c} shed if nobody opens",
    "Please do not leave the parcel in the rain",
    "Please carry it up to floor {n}, the lift is broken",
    "Please put the delivery on the porch, behind the {c} bench",
    "Please hand the parcel to {w} at the gate",
    "Please deliver to the side door, the front is closed",
  ],
  gift: [
    "Please wrap it as a gift in {c} paper",
    "Please add a gift card that says happy birthday, {w}",
    "Please tie a {c} ribbon around it, it is a present",
    "Please gift-wrap everything separately",
    "Please put in a greeting card for {w}",
    "Please use the {c} gift box if you still have one",
    "Please wrap the present so that {w} can't guess what it is",
    "Please write best wishes from {w} on the gift tag",
  ],
  other: [
    "Please send the invoice to our accountant {w}",
    "Please quote our reference {w} {n} on the invoice",
    "Please send me the new catalogue as well",
    "Please tell {w} that we will pay at the end of the month",
    "Please keep the old account open for {w}",
    "Please confirm by e-mail, my phone is broken",
    "Please update our phone number in your files",
    "Please take {w} off your mailing list",
    "Please print the invoice on {c} paper, our files need it",
    "Please let me know whether you still sell {c} ink",
  ],
};

const COLOURS = ["green", "blue", "red", "white", "yellow", "grey", "brown"] as const;
const NAMES = ["Marta", "Paul", "Sofie", "Ben", "Irene", "Noah", "Vera", "Tim", "Elsa", "Igor"] as const;

export function drawRemark(kind: Remark["kind"], random: RandomStream): Remark {
  const text = random
    .pick(REMARKS[kind])
    .replaceAll("{n}", String(2 + random.integer(7)))
    .replaceAll("{c}", random.pick(COLOURS))
    .replaceAll("{w}", random.pick(NAMES));
  return { kind, text };
}
