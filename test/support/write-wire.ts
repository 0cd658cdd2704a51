/** Protocol Buffers by hand, so that a test says which bytes it means. */
export function varint(value: bigint | number): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

export function bytesField(number: number, value: string | Iterable<number>): number[] {
  const bytes = typeof value === "string" ? [...Buffer.from(value)] : [...value];
  return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
}

export function bitsField(number: number, value: bigint | number): number[] {
  return [...varint(number << 3), ...varint(value)];
}

export function fixed64Field(number: number, value: bigint): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return [...varint((number << 3) | 1), ...bytes];
}

export function fixed32Field(number: number, value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return [...varint((number << 3) | 5), ...bytes];
}

export function pair(number: number, key: string, value: readonly number[]): number[] {
  return bytesField(number, [...bytesField(1, key), ...bytesField(2, value)]);
}
