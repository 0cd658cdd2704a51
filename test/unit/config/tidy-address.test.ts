import { expect, it } from "vitest";
import { tidyAddress } from "#core/config/tidy-address.ts";

it.each([
  ["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1", {}],
  [" http://[::1]:8000/v1// ", "http://[::1]:8000/v1", {}],
  ["https://a.example/v1/chat/completions", "https://a.example/v1", {}],
  ["https://a.example/v1/Chat/Completions/", "https://a.example/v1", {}],
  ["https://a.example/v1/responses", "https://a.example/v1", {}],
  ["https://a.example/chat/completions", "https://a.example", {}],
  [
    "https://a.example/d/gpt/chat/completions?api-version=2024-10-21",
    "https://a.example/d/gpt",
    { "api-version": "2024-10-21" },
  ],
  ["https://a.example/models", "https://a.example/models", {}],
  ["HTTP://LocalHost:80/v1/", "http://localhost/v1", {}],
  ["https://a.example:443/x/../v1", "https://a.example/v1", {}],
  ["no address", "no address", {}],
])("%s is taken as %s", (given, baseUrl, query) => {
  expect(tidyAddress(given)).toMatchObject({ baseUrl, query });
});

it("what was taken off is said, and nothing where nothing was", () => {
  expect(tidyAddress("http://a.example/v1/").said).toEqual([]);
  expect(tidyAddress("http://a.example/v1/chat/completions?x=1").said).toHaveLength(2);
});
