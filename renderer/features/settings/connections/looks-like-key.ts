/** How the keys of known endpoints begin. */
const BEGINNINGS = /^(?:sk-|gsk_|hf_|xai-|aiza|nvapi-|pplx-|fw_|ghp_|bearer )/i;
const LONG = 20;

/** Whether it is rather a key than the name of one: it begins like one, or is a long run of letters and digits. */
export function looksLikeKey(text: string): boolean {
  const isRun = text.length >= LONG && !text.includes("_") && /[a-z]/i.test(text) && /\d/.test(text);
  return BEGINNINGS.test(text) || isRun;
}
