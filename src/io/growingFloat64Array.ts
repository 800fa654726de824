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

  /** The numbers so far in memory of exactly their size. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.length);
  }

  #resize(capacity: number): void {
    const larger = new Float64Array(capacity);
    larger.set(this.#values);
    this.#values = larger;
  }
}
