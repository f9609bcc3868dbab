/** The exact GELU of one number, for values that are computed when a graph is written. Knows no tensors. */

/** x Phi(x), through erf */
export function gelu(x: number): number {
  return 0.5 * x * (1 + erf(x / Math.SQRT2));
}

/** To about 1e-15: Abramowitz and Stegun 7.1.6 (a series of positive terms) below 3, the continued fraction 7.1.14 above. */
export function erf(x: number): number {
  const z = Math.abs(x);
  const magnitude = z < 3 ? series(z) : 1 - fraction(z);
  return x < 0 ? -magnitude : magnitude;
}

function series(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * z * z) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}

function fraction(z: number): number {
  let below = z;
  for (let n = 60; n > 0; n--) below = z + n / 2 / below;
  return Math.exp(-z * z) / (Math.sqrt(Math.PI) * below);
}
