import { describe, expect, it } from "vitest";
import { findAddress, listAddresses } from "#core/app/providers/addresses.ts";
import { isStandIn, MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import { parseEndpoint } from "#core/models/openai/endpoint.ts";

describe("the presets", () => {
  it("are listed in the order in which people are told of them", () => {
    expect(listAddresses().map(({ name }) => name)).toEqual(Object.keys(MODEL_PROVIDERS));
  });

  it.each(listAddresses().filter(({ name }) => !isStandIn(name)))(
    "$name has an address that can be asked, or says how one is written",
    ({ baseUrl, form }) => {
      if (baseUrl === null) expect(form).toMatch(/^https?:\/\//);
      else expect(parseEndpoint(baseUrl).baseUrl).toBe(baseUrl);
    },
  );

  it.each(["opena", "constructor", "__proto__", ""])(
    "an unknown name is none, and no stand-in's: %j",
    (name) => {
      expect([findAddress(name), isStandIn(name)]).toEqual([null, false]);
    },
  );
});
