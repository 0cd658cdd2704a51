import type { RandomStream } from "#core/base/keyed-random.ts";
import { misread } from "./misread.ts";
import type { MessageTraits } from "./misread.ts";
import { readDelivery } from "./read-dates.ts";
import { readCustomer, readReceived } from "./read-header.ts";
import { hasArticle, readLines } from "./read-lines.ts";
import { deniesUrgency, readDiscount, readRemark, readUrgency } from "./read-requests.ts";
import type { CalendarDate, Reading } from "./reading.ts";
import { respell } from "./respell.ts";
import { splitMessage } from "./split-message.ts";
import { readCurrency } from "./vocabulary.ts";

export type ReadingCare = {
  /** Told to check its answer: it notices some of its slips and reads again. */
  readonly isChecked?: boolean;
};

/** Nothing that anybody sends to an order desk is longer; the rest of a longer text is not looked at. */
const MAX_CHARS = 8_000;

/**
 * The stand-in's own grammar over any text. `slips` decides what it misreads: key it by seed and message, and
 * the same message is misread the same way again. Never throws.
 */
export function readMessage(input: string, slips: RandomStream, care: ReadingCare = {}): Reading {
  const { reading, traits } = readCarefully(input.slice(0, MAX_CHARS));
  return misread(reading, traits, { slips, isChecked: care.isChecked ?? false });
}

type Said = { readonly sentence: string; readonly respelt: string };

function readCarefully(input: string): { readonly reading: Reading; readonly traits: MessageTraits } {
  const { header, sentences } = splitMessage(input);
  let respeltCount = 0;
  const said = sentences.map((sentence): Said => {
    const { text, count } = respell(sentence);
    respeltCount += count;
    return { sentence, respelt: text };
  });
  const received = readReceived(header);
  const lines = readLines(said.map(({ respelt }) => respelt));
  const rest = readRequests(said, received?.date ?? null);
  const reading: Reading = {
    customer: readCustomer(header),
    received,
    delivery: rest.delivery,
    lines: lines.map(({ sku, description, quantities, price }) => ({ sku, description, quantities, price })),
    discount: rest.discount,
    currency: rest.currency,
    urgency: rest.urgency,
    remarks: rest.remarks,
  };
  const traits: MessageTraits = {
    respeltCount,
    isSpoken: header.has("caller") || /^\s*phone/i.test(input),
    hasSharedRow: lines.some(({ hasNeighbour }) => hasNeighbour),
    isContradictory: rest.isContradictory || lines.some(({ isContradictory }) => isContradictory),
  };
  return { reading, traits };
}

type Requests = Pick<Reading, "delivery" | "discount" | "currency" | "urgency" | "remarks"> & {
  readonly isContradictory: boolean;
};

/** What is said beside the articles. Of two deliveries or discounts the first one counts. */
function readRequests(said: readonly Said[], receivedOn: CalendarDate | null): Requests {
  let requests: Requests = {
    delivery: null,
    discount: null,
    currency: null,
    urgency: null,
    remarks: [],
    isContradictory: false,
  };
  for (const each of said) {
    requests = hasArticle(each.respelt)
      ? { ...requests, currency: requests.currency ?? readCurrency(each.respelt) }
      : addRequest(requests, each, receivedOn);
  }
  return requests;
}

function addRequest(
  requests: Requests,
  { sentence, respelt }: Said,
  receivedOn: CalendarDate | null,
): Requests {
  const delivery = readDelivery(respelt, receivedOn);
  const discount = readDiscount(respelt);
  const urgency = readUrgency(respelt);
  const currency = readCurrency(respelt);
  const isSaid = delivery !== null || discount !== null || urgency !== null || currency !== null;
  const remark = isSaid ? null : readRemark(sentence);
  const isSecond = discount !== null && requests.discount !== null;
  return {
    delivery: requests.delivery ?? delivery,
    discount: requests.discount ?? discount,
    currency: requests.currency ?? currency,
    urgency: requests.urgency ?? urgency,
    remarks: remark === null ? requests.remarks : [...requests.remarks, remark],
    isContradictory: requests.isContradictory || isSecond || deniesUrgency(respelt),
  };
}
