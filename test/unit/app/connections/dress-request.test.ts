import { expect, it } from "vitest";
import { dressOf } from "#core/app/connections/dress-request.ts";
import { findEndpoint } from "#core/app/connections/endpoint.ts";
import type { Connection } from "#core/domain/connection.ts";

const dressAt = (connection: Connection) =>
  dressOf(
    findEndpoint(
      { provider: "lab", name: "m" },
      { lab: { baseUrl: "https://lab.example/v1", ...connection } },
    ),
  );

it("[M27] a dress tells headers, query, the key's header and the form of tools, and keys by name alone", () => {
  expect(dressAt({ keys: ["LAB_KEY"] })).toBeUndefined();
  expect(dressAt({ keyHeader: "Api-Key" })).toBeUndefined();
  expect(
    dressAt({
      keys: ["LAB_KEY"],
      keyHeader: "Api-Key",
      query: { version: "1" },
      headers: { "X-Pass": { key: "PASS" }, "X-Org": "7" },
    }),
  ).toEqual({
    query: { version: "1" },
    headers: { "x-pass": { key: "PASS" }, "x-org": "7" },
    keyHeader: "api-key",
  });
  expect(dressAt({ preset: "mistral" })).toEqual({ wantsParameters: true });
});
