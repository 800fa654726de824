/** Where no less of the memory is used it is not worth a copy. */
const FULL = 0.9;

/** Numbers whose count is not known beforehand, eight bytes each. */
export class GrowingFloat64Array {
  length = 0;
  #values = new Float64Array(64);

  push(value: number): void {
    if (this.length === this.#values.length) this.#resize(2 * this.length);
    this.#values[this.length++] = value;
  }

  /** Pushes `values[start]`, `values[start + stride]` and so on. */
  pushStrided(values: Float64Array, start: number, stride: number, count: number): void {
    const end = this.length + count;
    if (end > this.#values.length) this.#resize(Math.max(end, 2 * this.#values.length));
    const target = this.#values;
    for (let to = this.length, from = start; to < end; to++, from += stride) {
      target[to] = values[from];
    }
    this.length = end;
  }

  /** NaN outside. */
  at(index: number): number {
    return index < this.length ? this.#values[index] : NaN;
  }

  /** Makes room for so many numbers in all, which may then come without a copy. */
  reserve(capacity: number): void {
    if (capacity > this.#values.length) this.#resize(capacity);
  }

  /** The numbers so far; in memory of their size, or hardly more. */
  toArray(): Float64Array {
    const isFull = this.length > FULL * this.#values.length;
    return isFull ? this.#values.subarray(0, this.length) : this.#values.slice(0, this.length);
  }

  #resize(capacity: number): void {
    const larger = new Float64Array(capacity);
    larger.set(this.#values);
    this.#values = larger;
  }
}
