/** SHA-256 at once: what browsers offer answers later, and not everywhere (FIPS 180-4, §6.2). */

/** The first 32 bits of the fractional parts of roots of the first primes. */
function roots(count: number, root: (prime: number) => number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor) divisor++;
    if (divisor * divisor > n) found.push(((root(n) % 1) * 2 ** 32) | 0);
  }
  return found;
}

const START = roots(8, Math.sqrt);
const ROUNDS = roots(64, Math.cbrt);

/** Return the hash of some bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length * 8);
  let hash = START;
  for (let at = 0; at < padded.length; at += 64) hash = compress(hash, view, at);
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(hash: number[], view: DataView, at: number): number[] {
  const words: number[] = [];
  for (let t = 0; t < 64; t++) {
    if (t < 16) words.push(view.getInt32(at + 4 * t));
    else {
      const [near, far] = [words[t - 2]!, words[t - 15]!];
      const small = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      const large = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      words.push((words[t - 16]! + small + words[t - 7]! + large) | 0);
    }
  }
  let [a, b, c, d, e, f, g, h] = hash as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[t]! + words[t]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + hash[place]!) | 0);
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
