import { describe, expect, it } from "vitest";
import { saysComing } from "#core/models/openai/says-coming.ts";

describe("[M32] an endpoint that is coming up says so", () => {
  it.each([
    [503, "Model is waking up"],
    [503, "Model is spinning up, please wait"],
    [503, "Endpoint is scaling up from zero"],
    [503, "The server is booting"],
    [503, "Service Unavailable: deployment is being provisioned"],
    [503, "downloading weights 40%"],
    [503, "status: loading model"],
    [503, "Model loading"],
    [500, "llm server loading model"],
    [502, "Endpoint is initializing"],
    [504, "Task timed out: cold boot"],
    [409, "Model is currently loading"],
    [429, "Model is loading, retry later"],
    [400, "Model is still loading, try again later"],
  ])("%i %s", (status, said) => {
    expect(saysComing(said, status)).toBe(true);
  });

  it.each([
    [503, "The model is overloaded"],
    [503, "Failed to load model"],
    [500, "error loading model: out of memory"],
    [400, "The model is loaded without tools"],
    [404, "No models loaded"],
    [401, "Model is loading"],
    [429, "Rate limit reached"],
  ])("and no other: %i %s", (status, said) => {
    expect(saysComing(said, status)).toBe(false);
  });
});
