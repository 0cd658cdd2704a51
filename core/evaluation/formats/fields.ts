import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** Which fields of a record hold the input and the answer; null where it was not said and cannot be guessed. */
export type Fields = { readonly input: readonly string[] | null; readonly answer: string | null };

/** What such fields are mostly called, likeliest first: in English, then in German, French and Spanish. */
const INPUT_NAMES = [
  ...["input", "question", "prompt", "task", "text", "vars", "query", "problem"],
  ...["frage", "aufgabe", "eingabe", "entrée", "tâche", "pregunta", "entrada", "tarea", "problema"],
];
const ANSWER_NAMES = [
  ...["expected", "answer", "expected_output", "output", "target", "label"],
  ...["ideal", "solution", "reference", "ground_truth", "gold", "result"],
  ...["antwort", "lösung", "loesung", "ergebnis", "erwartet", "betrag"],
  ...["réponse", "reponse", "résultat", "resultat", "attendu", "montant"],
  ...["respuesta", "solución", "solucion", "resultado", "esperado", "importe"],
];

/** Whether a column of this name holds an input or an answer in most files that have one. */
export function isUsualName(name: string): boolean {
  const plain = toPlainName(name);
  return INPUT_NAMES.includes(plain) || ANSWER_NAMES.includes(plain);
}

/** Letter case, white space around it and how its accents are written aside. */
function toPlainName(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}

const MAX_FIELDS = 200;
const MAX_FIELD_DEPTH = 3;

/** The fields that were named, else those whose names say it. */
export function chooseFields(columns: readonly string[], named: Partial<Fields>): Fields {
  const input = named.input ?? null;
  const guessed = findUsual(INPUT_NAMES, columns);
  return {
    input: input ?? (guessed === null ? null : [guessed]),
    answer: named.answer ?? findUsual(ANSWER_NAMES, columns),
  };
}

/** The column that has the likeliest of these names, first where it is written just so. */
function findUsual(names: readonly string[], columns: readonly string[]): string | null {
  for (const name of names) {
    const found = columns.includes(name) ? name : columns.find((column) => toPlainName(column) === name);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * The value of a field: "a" at the top, "a.b" inside, "a.0" in a list. A key that itself contains dots goes before a
 * path. Undefined where there is none.
 */
export function fieldOf(record: JsonObject, path: string): Json | undefined {
  if (Object.hasOwn(record, path)) return record[path];
  let value: Json | undefined = record;
  for (const step of path.split(".")) {
    if (Array.isArray(value))
      value = /^\d{1,6}$/.test(step) ? (value as readonly Json[])[Number(step)] : undefined;
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** The fields that records have, in order of appearance, those inside objects as "a.b". */
export function listFields(records: readonly JsonObject[]): readonly string[] {
  const names = new Set<string>();
  for (const record of records) collectFields(record, "", names);
  return [...names].slice(0, MAX_FIELDS);
}

function collectFields(record: JsonObject, prefix: string, names: Set<string>): void {
  const isDeepest = prefix.split(".").length > MAX_FIELD_DEPTH;
  for (const [key, value] of Object.entries(record)) {
    if (names.size >= MAX_FIELDS) return;
    names.add(`${prefix}${key}`);
    if (isJsonObject(value) && !isDeepest) collectFields(value, `${prefix}${key}.`, names);
  }
}
