import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/**
 * Fields of an object that another program wrote. Their names are asked for as OTLP writes them; programs that write them
 * as `snake_case` are understood too. What is not there, or is another thing, is null.
 */
export function fieldOf(object: JsonObject, name: string): Json {
  return ownField(object, name) ?? ownField(object, toSnake(name)) ?? null;
}

function ownField(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

const SNAKE = new Map<string, string>();

function toSnake(name: string): string {
  const known = SNAKE.get(name);
  if (known !== undefined) return known;
  const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  SNAKE.set(name, snake);
  return snake;
}

export function textAt(object: JsonObject, name: string): string {
  const value = fieldOf(object, name);
  return typeof value === "string" ? value : "";
}

export function objectAt(object: JsonObject, name: string): JsonObject {
  const value = fieldOf(object, name);
  return isJsonObject(value) ? value : {};
}

export function objectsAt(object: JsonObject, name: string): readonly JsonObject[] {
  return listAt(object, name).filter(isJsonObject);
}

export function listAt(object: JsonObject, name: string): readonly Json[] {
  const value = fieldOf(object, name);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A whole number, which JSON may have as digits in a text; null where it is none. */
export function integerOf(value: Json): bigint | null {
  if (typeof value === "number") return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return typeof value === "string" && /^[+-]?\d{1,40}$/.test(value) ? BigInt(value) : null;
}

export function countAt(object: JsonObject, name: string): number {
  return Number(integerOf(fieldOf(object, name)) ?? 0n);
}

/** A moment in nanoseconds; 0 where none is said, or one before all that are counted. */
export function nanosAt(object: JsonObject, name: string): bigint {
  const nanos = integerOf(fieldOf(object, name)) ?? 0n;
  return nanos < 0n ? 0n : BigInt.asUintN(64, nanos);
}
