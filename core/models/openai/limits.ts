/**
 * How much of an endpoint's answer is taken, whatever it sends: far more than an honest one needs, and little enough for
 * many at a time. Bytes are counted after decompression [B10].
 */
export const MOST_ANSWER_BYTES = 16 * 1024 * 1024;
/** Of an error; the rest is not read. */
export const MOST_DOCUMENT_BYTES = 64 * 1024;
/** From one empty line to the next: it is taken apart in one go. */
export const MOST_EVENT_BYTES = 1024 * 1024;
export const MOST_CHUNKS = 250_000;
/** Of them, an honest chunk needs two or three. What is in none of them is comments, numbers and names that nobody reads. */
export const MOST_LINES = 1_000_000;
/** In one event: an honest one has a line of data and its end. */
export const MOST_EVENT_LINES = 10_000;
export const MOST_TOOL_CALLS = 128;
/** Of what a model thought, as much as a trace keeps. */
export const MOST_THOUGHT_CHARACTERS = 64 * 1024;
/** Of a call's id: some carry in it what they want back. */
export const MOST_ID_CHARACTERS = 16 * 1024;
/** Characters of a tool's name, and of the endpoint's own names for model and answer. */
export const MOST_NAME_CHARACTERS = 1000;
