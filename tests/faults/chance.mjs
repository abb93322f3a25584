// Chance that can be had again: a failing run is run again with the seed it printed.
export const seed = Number(process.env.KENTONGAN_SEED ?? 20261120);

export function chance(start) {
  let state = start >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}
