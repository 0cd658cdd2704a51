import { openTrust } from "#core/app/connections/trust.ts";

/** Lets ten keys go to as many addresses, as one of several programs at a time: `grant-keys.ts FILE NAME`. */
const [file = "", name = ""] = process.argv.slice(2);
const trust = openTrust(() => file);
for (let at = 1; at <= 10; at += 1)
  trust.grant([`KEY_${name}`], `https://${name.toLowerCase()}${at}.example`);
