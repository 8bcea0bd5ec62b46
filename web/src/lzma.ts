/**
 * LZMA: what the packs of the single file are compressed with.
 *
 * Browsers unpack deflate, whose window of 32 kB forgets one page before the next begins; LZMA
 * makes the packs half as large. This reads a raw stream of LZMA1 (lc 3, lp 0, pb 2, as liblzma
 * has them by default) that ends with its mark, as the LZMA specification by Igor Pavlov has it.
 */

const CONTEXT_BITS = 3;
const POSITION_STATES = 4;
const STATES = 12;
const LONGEST_SHORT = 18;

/** Probabilities of a zero, all even at first, in parts of 2048. */
function even(size: number): Uint16Array {
  return new Uint16Array(size).fill(1024);
}

/** Reads bits that were written by their probabilities. */
class Bits {
  private range = 0xffffffff;
  private code = 0;
  private place = 5;

  constructor(private readonly bytes: Uint8Array) {
    for (let number = 1; number < 5; number++) this.code = ((this.code << 8) | this.next(number)) >>> 0;
  }

  private next(place: number): number {
    const byte = this.bytes[place];
    if (byte === undefined) throw new Error("a pack of this file is cut off");
    return byte;
  }

  private widen(): void {
    if (this.range < 0x1000000) {
      this.range = (this.range << 8) >>> 0;
      this.code = ((this.code << 8) | this.next(this.place++)) >>> 0;
    }
  }

  bit(odds: Uint16Array, place: number): 0 | 1 {
    const odd = odds[place] ?? 0;
    const bound = (this.range >>> 11) * odd;
    if (this.code < bound) {
      this.range = bound;
      odds[place] = odd + ((2048 - odd) >>> 5);
      this.widen();
      return 0;
    }
    this.range -= bound;
    this.code -= bound;
    odds[place] = odd - (odd >>> 5);
    this.widen();
    return 1;
  }

  /** Bits that are as likely one as zero. */
  plain(count: number): number {
    let found = 0;
    for (; count > 0; count--) {
      this.range >>>= 1;
      const bit = this.code >= this.range ? 1 : 0;
      if (bit) this.code -= this.range;
      this.widen();
      found = ((found << 1) | bit) >>> 0;
    }
    return found;
  }

  /** A number of so many bits, the highest first. */
  tree(odds: Uint16Array, count: number, start = 0): number {
    let node = 1;
    for (let number = 0; number < count; number++) node = (node << 1) | this.bit(odds, start + node);
    return node - (1 << count);
  }

  /** A number of so many bits, the lowest first. */
  reversed(odds: Uint16Array, count: number, start: number): number {
    let node = 1;
    let found = 0;
    for (let number = 0; number < count; number++) {
      const bit = this.bit(odds, start + node);
      node = (node << 1) | bit;
      found |= bit << number;
    }
    return found;
  }
}

/** Reads how long a match is, less two. */
class Lengths {
  private readonly choice = even(2);
  private readonly low = even(POSITION_STATES << 3);
  private readonly middle = even(POSITION_STATES << 3);
  private readonly high = even(256);

  read(bits: Bits, position: number): number {
    if (!bits.bit(this.choice, 0)) return bits.tree(this.low, 3, position << 3);
    if (!bits.bit(this.choice, 1)) return 8 + bits.tree(this.middle, 3, position << 3);
    return LONGEST_SHORT - 2 + bits.tree(this.high, 8);
  }
}

/** Bytes that grow, and look back at themselves. */
class Window {
  private bytes = new Uint8Array(1 << 22);
  length = 0;

  private room(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(this.bytes.length * 2);
    grown.set(this.bytes);
    this.bytes = grown;
  }

  back(distance: number): number {
    return this.bytes[this.length - distance - 1] ?? 0;
  }

  put(byte: number): void {
    this.room(1);
    this.bytes[this.length++] = byte;
  }

  copy(distance: number, length: number): void {
    if (distance >= this.length) throw new Error("a pack of this file is damaged");
    this.room(length);
    for (; length > 0; length--) this.bytes[this.length++] = this.bytes[this.length - distance - 2] ?? 0;
  }

  text(): string {
    return new TextDecoder().decode(this.bytes.subarray(0, this.length));
  }
}

/**
 * Return the UTF-8 text of a raw LZMA1 stream.
 *
 * @throws Error when the stream is cut off or looks back before its beginning.
 */
export function unpackLzma(packed: Uint8Array): string {
  const bits = new Bits(packed);
  const out = new Window();
  const literals = even(0x300 << CONTEXT_BITS);
  const isMatch = even(STATES * POSITION_STATES);
  const isRep = even(STATES);
  const isRep0 = even(STATES);
  const isRep1 = even(STATES);
  const isRep2 = even(STATES);
  const isRep0Long = even(STATES * POSITION_STATES);
  const slots = even(4 << 6);
  const special = even(128);
  const align = even(16);
  const lengths = new Lengths();
  const repLengths = new Lengths();
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let state = 0;

  const literal = (): void => {
    const start = 0x300 * (out.length ? out.back(0) >>> (8 - CONTEXT_BITS) : 0);
    let symbol = 1;
    if (state >= 7) {
      let match = out.back(rep0);
      while (symbol < 0x100) {
        const wanted = (match >>> 7) & 1;
        match <<= 1;
        const bit = bits.bit(literals, start + ((1 + wanted) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (wanted !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bits.bit(literals, start + symbol);
    out.put(symbol & 0xff);
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };

  const distance = (length: number): number => {
    const slot = bits.tree(slots, 6, Math.min(length, 3) << 6);
    if (slot < 4) return slot;
    const more = (slot >>> 1) - 1;
    const base = ((2 | (slot & 1)) << more) >>> 0;
    if (slot < 14) return base + bits.reversed(special, more, base - slot);
    return (base + bits.plain(more - 4) * 16 + bits.reversed(align, 4, 0)) >>> 0;
  };

  for (;;) {
    const position = out.length & (POSITION_STATES - 1);
    if (!bits.bit(isMatch, state * POSITION_STATES + position)) {
      literal();
      continue;
    }
    if (!bits.bit(isRep, state)) {
      [rep1, rep2, rep3] = [rep0, rep1, rep2];
      const length = lengths.read(bits, position);
      state = state < 7 ? 7 : 10;
      rep0 = distance(length);
      if (rep0 === 0xffffffff) return out.text();
      out.copy(rep0, length + 2);
      continue;
    }
    if (!bits.bit(isRep0, state)) {
      if (!bits.bit(isRep0Long, state * POSITION_STATES + position)) {
        state = state < 7 ? 9 : 11;
        out.copy(rep0, 1);
        continue;
      }
    } else if (!bits.bit(isRep1, state)) {
      [rep0, rep1] = [rep1, rep0];
    } else if (!bits.bit(isRep2, state)) {
      [rep0, rep1, rep2] = [rep2, rep0, rep1];
    } else {
      [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
    }
    const length = repLengths.read(bits, position);
    state = state < 7 ? 8 : 11;
    out.copy(rep0, length + 2);
  }
}
